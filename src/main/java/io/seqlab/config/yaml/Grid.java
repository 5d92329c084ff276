package io.seqlab.config.yaml;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The points of a study: every combination of the values under {@code grid:}, each laid over the
 * resolved study, so that the study as written and as kept with its results mean the same.
 */
public final class Grid {
  private static final String GRID = "grid";
  private static final double MOST_POINTS = 10_000;

  private final YamlNode.Block study;
  private final YamlNode.Block axes;

  private Grid(YamlNode.Block study, YamlNode.Block axes) {
    this.study = study;
    this.axes = axes;
  }

  /**
   * One point, as one model sees it.
   *
   * @param values of the keys that concern the model, as YAML, in the order of the grid
   * @param study with the values in their places
   */
  public record Point(Map<String, String> values, StudySpec study) {
    public Point {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** The points of a model, the last key changing fastest; a single one if no key concerns it. */
  public static List<Point> points(StudySpec spec, String model) {
    YamlNode.Block study = resolved(spec, GRID);
    return new Grid(study, study.get(GRID).orElseThrow().asBlock(GRID)).points(model);
  }

  /**
   * Throws unless every key is known, and every point is a study.
   *
   * @param written what the file says
   */
  static void requireValid(StudySpec spec, YamlNode.Block written) {
    YamlNode.Field axes = written.fields().get(GRID);
    if (axes != null) {
      new Grid(resolved(spec, axes.at()), axes.value().asBlock(GRID)).requireValid();
    }
  }

  private static YamlNode.Block resolved(StudySpec spec, String at) {
    return YamlParser.read(YamlSource.inline(at, ResolvedYaml.write(spec))).asBlock("");
  }

  private void requireValid() {
    List<GridKey> keys = new ArrayList<>();
    axes.fields()
        .forEach(
            (name, values) -> {
              GridKey key = new GridKey(values.at(), name);
              key.requireKnown(study);
              keys.forEach(earlier -> key.requireApartFrom(earlier, study));
              keys.add(key);
            });
    double points =
        axes.fields().values().stream()
            .mapToDouble(values -> items(values).size())
            .reduce(1, (a, b) -> a * b);
    if (points > MOST_POINTS) {
      throw ConfigException.at(
          axes.at(), "grid has %.0f points, more than %.0f".formatted(points, MOST_POINTS));
    }
    study.get("models").orElseThrow().asBlock("models").fields().keySet().forEach(this::points);
  }

  private List<Point> points(String model) {
    List<Draft> drafts = List.of(new Draft(Map.of(), study));
    for (Map.Entry<String, YamlNode.Field> axis : axes.fields().entrySet()) {
      GridKey key = new GridKey(axis.getValue().at(), axis.getKey());
      List<List<String>> paths = key.paths(study, model);
      if (!paths.isEmpty()) {
        List<YamlNode> values = items(axis.getValue());
        drafts =
            drafts.stream()
                .flatMap(draft -> values.stream().map(v -> draft.with(key.key(), paths, v)))
                .toList();
      }
    }
    return drafts.stream().map(Draft::point).toList();
  }

  private static List<YamlNode> items(YamlNode.Field values) {
    return ((YamlNode.Items) values.value()).items();
  }

  /** A point that is not read yet. */
  private record Draft(Map<String, String> values, YamlNode study) {
    Draft with(String key, List<List<String>> paths, YamlNode value) {
      Map<String, String> more = new LinkedHashMap<>(values);
      more.put(key, InlineYaml.write(value).text());
      YamlNode changed = study;
      for (List<String> path : paths) {
        changed = new KeyOverride(value.at(), path, value).applyTo(changed);
      }
      return new Draft(more, changed);
    }

    Point point() {
      try {
        return new Point(values, RecordBinder.bind(study, StudySpec.class));
      } catch (ConfigException e) {
        String words =
            values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(", "));
        throw new ConfigException(e.getMessage() + " (at the grid point " + words + ")", e);
      }
    }
  }
}
