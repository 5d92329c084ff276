package io.seqlab.report.figure;

import io.seqlab.config.search.SearchValues;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Variant;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.search.SearchEdge;
import io.seqlab.result.search.SearchResults;
import io.seqlab.result.search.SearchResults.Scored;
import io.seqlab.statistics.BestOfTrials;
import io.seqlab.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The figures of a search: what smaller searches would have found, and every trial. */
public record SearchFigures(SearchResults results) {
  private static final double MANY_TIMES = 10;

  /** The validation score of the search. */
  public static Quantity score(SearchResults results) {
    return Quantity.of(Measure.VALID + results.by().key());
  }

  /** The name of the figure of a model's trials. */
  public static String nameOf(String model) {
    return "search-trials-" + model;
  }

  /**
   * The expected best score of k trials over k, for each variant, from the trials of the first rung
   * ({@link BestOfTrials}). A trial that diverged has the worst score of the others. Empty if there
   * are fewer than two trials.
   */
  public Optional<LineFigure> bestOfTrials() {
    List<Curve> curves = new ArrayList<>();
    for (RunKey run : results.variants()) {
      double[] scores = scores(results.tried(run.variant()));
      if (scores.length > 1) {
        boolean higher = results.by().higherIsBetter();
        List<Curve.Point> points =
            IntStream.rangeClosed(1, scores.length)
                .<Curve.Point>mapToObj(
                    k ->
                        new Curve.SeedMean(
                            k,
                            SampleSummary.of(
                                DoubleStream.of(BestOfTrials.expected(scores, k, higher)))))
                .toList();
        curves.add(new Curve(Variant.of(run).label(), number(run), points));
      }
    }
    Quantity trials = new Quantity("Trials", "", 1, 0, Quantity.Better.NEITHER);
    Quantity score = score(results);
    String title = "Expected best " + lower(score.title());
    Quantity best =
        new Quantity(title, score.unit(), score.scale(), score.decimals(), score.better());
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LineFigure(
                "search-best-of-k",
                title + " of k trials" + budget(),
                trials,
                best,
                new AxisScales(false, false),
                curves));
  }

  /** The scores, the worst for those that diverged; empty if all did. */
  private double[] scores(List<Scored> trials) {
    double[] scored =
        trials.stream().filter(trial -> !trial.diverged()).mapToDouble(Scored::score).toArray();
    DoubleStream sorted = DoubleStream.of(scored).sorted();
    double worst =
        results.by().higherIsBetter()
            ? sorted.findFirst().orElse(Double.NaN)
            : sorted.max().orElse(Double.NaN);
    return scored.length == 0
        ? scored
        : trials.stream().mapToDouble(each -> each.diverged() ? worst : each.score()).toArray();
  }

  /** One figure per model: the values and the score of every trial of the first rung. */
  public List<ParallelCoordinates> trials() {
    return results.variants().stream().map(RunKey::model).distinct().map(this::of).toList();
  }

  private ParallelCoordinates of(String model) {
    List<RunKey> points =
        results.variants().stream().filter(run -> run.model().equals(model)).toList();
    List<Scored> all =
        points.stream().flatMap(run -> results.tried(run.variant()).stream()).toList();
    Map<String, SearchValues> over = results.search().over();
    List<Axis> axes = new ArrayList<>();
    List<ParallelCoordinates.Coordinate> coordinates = new ArrayList<>();
    over.forEach(
        (key, values) -> {
          Axis axis = axis(values, all.stream().map(trial -> trial.values().get(key)).toList());
          axes.add(axis);
          coordinates.add(
              new ParallelCoordinates.Coordinate(Variant.shortName(key, over.keySet()), axis));
        });
    Quantity score = score(results);
    coordinates.add(new ParallelCoordinates.Coordinate(score.title(), scoreAxis(score, all)));
    List<ParallelCoordinates.Trace> traces = new ArrayList<>();
    for (RunKey run : points) {
      int best = results.best(run.variant()).map(Scored::number).orElse(0);
      for (Scored trial : results.tried(run.variant())) {
        List<Double> values = new ArrayList<>();
        List<String> texts = List.copyOf(trial.values().values());
        for (int i = 0; i < axes.size(); i++) {
          values.add(value(axes.get(i), texts.get(i)));
        }
        values.add(score.scaled(trial.score()));
        String label = Variant.of(run).label() + ": chosen";
        traces.add(
            new ParallelCoordinates.Trace(number(run), label, trial.number() == best, values));
      }
    }
    return new ParallelCoordinates(
        nameOf(model),
        "Trials of the search, " + model + budget(),
        "One line per trial over %s and %s; the chosen trial is strong."
            .formatted(String.join(", ", names(over.keySet())), lower(score.title())),
        coordinates,
        traces);
  }

  private static List<String> names(Set<String> keys) {
    return keys.stream().map(key -> Variant.shortName(key, keys)).toList();
  }

  /** Numbers on a linear or, if so drawn or over a decade apart, a logarithmic axis; else names. */
  private static Axis axis(SearchValues values, List<String> texts) {
    double[] numbers = texts.stream().mapToDouble(SearchEdge::number).toArray();
    if (!DoubleStream.of(numbers).allMatch(Double::isFinite)) {
      return new CategoryAxis(texts.stream().distinct().sorted(Comparator.naturalOrder()).toList());
    }
    double low = DoubleStream.of(numbers).min().orElse(0);
    double high = DoubleStream.of(numbers).max().orElse(1);
    boolean log =
        values.scale() == SearchValues.Scale.LOG
            || (values.list().isPresent() && high >= MANY_TIMES * low);
    return log && low > 0 ? LogAxis.rounded(low, high) : LinearAxis.rounded(low, high);
  }

  private static Axis scoreAxis(Quantity score, List<Scored> trials) {
    double[] scaled =
        trials.stream()
            .filter(trial -> !trial.diverged())
            .mapToDouble(trial -> score.scaled(trial.score()))
            .toArray();
    return LinearAxis.rounded(
        DoubleStream.of(scaled).min().orElse(0), DoubleStream.of(scaled).max().orElse(1));
  }

  private static double value(Axis axis, String text) {
    return axis instanceof CategoryAxis names
        ? names.names().indexOf(text)
        : SearchEdge.number(text);
  }

  private int number(RunKey run) {
    List<Variant> all = results.variants().stream().map(Variant::of).toList();
    return StudyFigures.number(all, Variant.of(run));
  }

  /** Of the first rung of successive halving; empty if it is the only one. */
  private String budget() {
    int divisor = results.search().rungs().get(0).divisor();
    return divisor == 1 ? "" : ", with 1/" + divisor + " of the budget";
  }

  private static String lower(String title) {
    return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
  }
}
