package io.seqlab.config.yaml;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.YamlNode.Field;
import io.seqlab.config.yaml.YamlNode.Mapping;
import io.seqlab.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/**
 * The grid points of a study: every combination of the values under {@code grid:}. Values override
 * keys of the resolved study, so that the study file and the study saved with its results have the
 * same points.
 */
public final class Grid {
  private static final String GRID = "grid";
  private static final double MAX_POINTS = 10_000;

  /** The points of the studies in use, by model: binding them takes most of the time of a check. */
  private static final Map<StudySpec, Map<String, List<Point>>> POINTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Mapping study;
  private final Mapping axes;

  private Grid(Mapping study, Mapping axes) {
    this.study = study;
    this.axes = axes;
  }

  /**
   * One grid point of one model.
   *
   * @param values YAML values by grid key, of the keys that apply to the model, in grid order
   * @param study the study with these values
   */
  public record Point(Map<String, String> values, StudySpec study) {
    public Point {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** The points of a model, the last key varying fastest; one point if no key applies to it. */
  public static List<Point> points(StudySpec spec, String model) {
    return POINTS
        .computeIfAbsent(
            spec,
            any -> {
              Mapping study = resolved(spec, GRID);
              return new Grid(study, study.get(GRID).orElseThrow().asMapping(GRID)).points();
            })
        .get(model);
  }

  /**
   * Throws unless every key is known and every point is a valid study.
   *
   * @param written the study as written in the file
   */
  static void requireValid(StudySpec spec, Mapping written) {
    Field axes = written.fields().get(GRID);
    if (axes != null) {
      Grid grid = new Grid(resolved(spec, axes.location()), axes.value().asMapping(GRID));
      grid.requireValid();
      Map<String, List<Point>> points = grid.points();
      points.values().forEach(grid::requireDistinct);
      POINTS.put(spec, points);
    }
  }

  private static Mapping resolved(StudySpec spec, String location) {
    return YamlParser.parse(YamlSource.inline(location, ResolvedYaml.write(spec))).asMapping("");
  }

  private void requireValid() {
    List<GridKey> keys = new ArrayList<>();
    axes.forEach(
        (name, values) -> {
          GridKey key = new GridKey(GridKey.Use.GRID, values.location(), name);
          key.requireKnown(study);
          keys.forEach(earlier -> key.requireDisjoint(earlier, study));
          keys.add(key);
        });
    double points =
        axes.fields().values().stream()
            .mapToDouble(values -> items(values).size())
            .reduce(1, (a, b) -> a * b);
    if (points > MAX_POINTS) {
      throw ConfigException.at(
          axes.location(),
          "grid has %,.0f points, more than the limit of %,.0f".formatted(points, MAX_POINTS));
    }
  }

  /** The points of each model. */
  private Map<String, List<Point>> points() {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    study
        .get("models")
        .orElseThrow()
        .asMapping("models")
        .forEach((model, definition) -> points.put(model, points(model)));
    return points;
  }

  /** Rejects values that are written differently and mean the same, such as 1 and 1.0. */
  private void requireDistinct(List<Point> points) {
    Map<StudySpec, Point> byStudy = new HashMap<>();
    for (Point point : points) {
      Point same = byStudy.putIfAbsent(point.study(), point);
      if (same != null) {
        String key =
            point.values().keySet().stream()
                .filter(each -> !point.values().get(each).equals(same.values().get(each)))
                .findFirst()
                .orElseThrow();
        throw ConfigException.at(
            axes.fields().get(key).location(),
            "grid values %s and %s of %s are the same; remove one"
                .formatted(same.values().get(key), point.values().get(key), key));
      }
    }
  }

  private List<Point> points(String model) {
    List<PartialPoint> points = List.of(new PartialPoint(Map.of(), withOnePoint()));
    for (Map.Entry<String, Field> axis : axes.fields().entrySet()) {
      GridKey key = new GridKey(GridKey.Use.GRID, axis.getValue().location(), axis.getKey());
      List<List<String>> paths = key.paths(study, model);
      if (!paths.isEmpty()) {
        List<Value> values = items(axis.getValue()).stream().map(Value::of).toList();
        points =
            points.stream()
                .flatMap(point -> values.stream().map(value -> point.with(key.key(), paths, value)))
                .toList();
      }
    }
    return points.stream().map(PartialPoint::point).toList();
  }

  /** The study with one value of each key, as binding all values for each point is quadratic. */
  private Mapping withOnePoint() {
    Mapping first =
        axes.withEach(
            (key, values) ->
                new Sequence(values.location(), ((Sequence) values).items().subList(0, 1)));
    return study.with(GRID, new Field(axes.location(), first));
  }

  private static List<YamlNode> items(Field values) {
    return ((Sequence) values.value()).items();
  }

  /** A value of a key, and its text. */
  private record Value(YamlNode node, String text) {
    static Value of(YamlNode node) {
      return new Value(node, InlineYaml.write(node).text());
    }
  }

  /** A point whose study is not bound to records yet. */
  private record PartialPoint(Map<String, String> values, YamlNode study) {
    PartialPoint with(String key, List<List<String>> paths, Value value) {
      Map<String, String> more = new LinkedHashMap<>(values);
      more.put(key, value.text());
      YamlNode changed = study;
      for (List<String> path : paths) {
        changed = new KeyOverride(value.node().location(), path, value.node()).applyTo(changed);
      }
      return new PartialPoint(more, changed);
    }

    Point point() {
      try {
        return new Point(values, RecordBinder.bind(study, StudySpec.class));
      } catch (ConfigException e) {
        String description =
            values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(", "));
        throw new ConfigException(e.getMessage() + " (at the grid point " + description + ")", e);
      }
    }
  }
}
