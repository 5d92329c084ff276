package io.seqlab.config.handin;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.claim.AvailableMeasures;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sheet that an exercise asks for: {@code handin.md}, and the first part of the page. */
public record HandinSpec(
    @Doc("The exercise and who set it, in one or two sentences") String exercise,
    @Doc("What is handed in, in this order") List<HandinItem> items) {
  private static final String KEY = "handin";

  public HandinSpec {
    require(!exercise.isBlank(), "exercise", "exercise must name the exercise and its source");
    require(!items.isEmpty(), "items", "a sheet needs at least one item, such as {type: table}");
    List<String> questions =
        questions(items).map(text -> text.strip().replaceAll("\\s+", " ")).toList();
    if (!questions.isEmpty()) {
      Require.distinct("items", questions); // answers are kept by question
    }
  }

  /**
   * What the items can show.
   *
   * @param attention test examples whose attention is plotted; 0 if no model has attention
   * @param search whether the study has a search
   * @param published whether the study has published values
   */
  public record Available(
      AvailableMeasures measures, int attention, boolean search, boolean published) {}

  /** Rejects an item that the results of the study will not have. */
  public void validate(Available available) {
    for (int i = 0; i < items.size(); i++) {
      String path = "%s.items[%d]".formatted(KEY, i);
      items
          .get(i)
          .match(
              new HandinItem.Cases<>(
                  table -> requireColumns(path, table, available),
                  curve -> requireMeasures(path, curve, available),
                  attention -> requireAttention(path, attention, available),
                  examples -> path,
                  parameters -> path,
                  published -> requirePublished(path, available),
                  search -> requireSearch(path, available),
                  question -> path));
    }
  }

  private static String requireColumns(String path, HandinItem.Table table, Available available) {
    for (String column : table.columns()) {
      available.measures().require(path, column, Set.of());
      Set<String> dimensions = available.measures().definitions().get(column).dimensions();
      require(
          dimensions.contains(MeasureDefinition.SCALAR)
              || dimensions.contains(AvailableMeasures.STEP),
          path,
          "%s has values by %s, and a table shows one value for a run; use a curve",
          column,
          String.join(", ", dimensions));
    }
    return path;
  }

  private static String requireMeasures(String path, HandinItem.Curve curve, Available available) {
    for (String measure : curve.measures()) {
      available.measures().require(path, measure, Set.of(curve.dimension()));
    }
    return path;
  }

  private static String requireAttention(
      String path, HandinItem.Attention attention, Available available) {
    require(
        attention.examples() <= available.attention(),
        path,
        "%d examples are more than the %d whose attention is plotted; set report: {attention: %d}, with a model that has attention",
        attention.examples(),
        available.attention(),
        attention.examples());
    return path;
  }

  private static String requirePublished(String path, Available available) {
    require(available.published(), path, "the study has no published values; add published");
    return path;
  }

  private static String requireSearch(String path, Available available) {
    require(available.search(), path, "the study has no search; add search");
    return path;
  }

  /** Correct and incorrect outputs, if an item asks for them. */
  public Optional<HandinItem.Examples> examples() {
    return ofType(HandinItem.Examples.class).findFirst();
  }

  /** Whether an item asks for the shapes of the parameters. */
  public boolean asksForParameters() {
    return ofType(HandinItem.Parameters.class).findAny().isPresent();
  }

  /** The units of elapsed training, other than steps, that curves are drawn over. */
  public Set<ElapsedUnit> elapsedUnits() {
    return ofType(HandinItem.Curve.class)
        .map(HandinItem.Curve::over)
        .map(ElapsedUnit::ofKey)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  /** The texts of the questions, in order. */
  public List<String> questions() {
    return questions(items).toList();
  }

  private static Stream<String> questions(List<HandinItem> items) {
    return items.stream()
        .filter(HandinItem.Question.class::isInstance)
        .map(item -> ((HandinItem.Question) item).text());
  }

  private <T extends HandinItem> Stream<T> ofType(Class<T> type) {
    return items.stream().filter(type::isInstance).map(type::cast);
  }
}
