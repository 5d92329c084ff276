package io.seqlab.config.yaml;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.schema.InvalidSpecException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The points that one operand of a test selects: for each seed, one run at each x.
 *
 * @param slice ranges of dimensions of the measure
 * @param over what a trend is fitted over, if it is one
 * @param points by x: the value of the grid key that a trend is fitted over, else 0
 */
record OperandPoints(
    String model,
    String measure,
    Map<String, ValueRange> slice,
    Optional<String> over,
    NavigableMap<BigDecimal, Grid.Point> points) {

  /**
   * The points that an operand selects.
   *
   * @param all points of the operand's model
   * @throws InvalidSpecException if there are none, or several at one x
   */
  static OperandPoints of(
      ClaimTest test, ClaimOperand operand, Set<String> gridKeys, List<Grid.Point> all) {
    String model = operand.model();
    Map<String, ValueRange> slice = new LinkedHashMap<>(test.where());
    slice.putAll(operand.where());
    List<Grid.Point> selected = all;
    for (String key : gridKeys) {
      if (slice.containsKey(key)) {
        selected = select(model, key, slice.remove(key), selected);
      }
    }
    Optional<String> over = test.criterion().trendDimension();
    Optional<String> overKey = over.filter(gridKeys::contains);
    NavigableMap<BigDecimal, List<Grid.Point>> byX = new TreeMap<>();
    for (Grid.Point point : selected) {
      BigDecimal x = overKey.map(key -> x(model, key, point)).orElse(BigDecimal.ZERO);
      byX.computeIfAbsent(x, each -> new ArrayList<>()).add(point);
    }
    NavigableMap<BigDecimal, Grid.Point> points = new TreeMap<>();
    byX.forEach((x, several) -> points.put(x, single(model, several)));
    return new OperandPoints(model, test.measureOf(operand), slice, over, points);
  }

  private static List<Grid.Point> select(
      String model, String key, ValueRange wanted, List<Grid.Point> points) {
    List<String> values = values(key, points);
    require(
        !values.isEmpty(),
        "where",
        "where selects %s, but model %s has no key %s; select points of the other model only, with of or than: {model: …, where: {…}}",
        key,
        model,
        key);
    List<Grid.Point> selected =
        points.stream().filter(point -> wanted.contains(point.values().get(key))).toList();
    require(
        !selected.isEmpty(),
        "where",
        "where: {%s: %s} selects no run: the grid has %s",
        key,
        wanted.yaml(),
        String.join(", ", values));
    return selected;
  }

  private static BigDecimal x(String model, String key, Grid.Point point) {
    String value = point.values().get(key);
    require(value != null, "over", "over: %s, but model %s has no key %s", key, model, key);
    return ValueRange.number(value)
        .orElseThrow(
            () ->
                new InvalidSpecException(
                    "over",
                    "over: %s needs numbers, but the grid has %s; select numbers with where, or compare values with greater"
                        .formatted(key, value)));
  }

  private static Grid.Point single(String model, List<Grid.Point> points) {
    Map<String, List<String>> varied = new LinkedHashMap<>();
    points.get(0).values().keySet().forEach(key -> varied.put(key, values(key, points)));
    varied.values().removeIf(values -> values.size() == 1);
    require(
        varied.isEmpty(),
        "where",
        "a test takes one run of each seed, but model %s has %d; select one with where: {%s} (values: %s)",
        model,
        points.size(),
        join(", ", varied, (key, values) -> key + ": " + quoted(values.get(0))),
        join("; ", varied, (key, values) -> key + " " + String.join(", ", values)));
    return points.get(0);
  }

  private static String join(
      String separator,
      Map<String, List<String>> varied,
      BiFunction<String, List<String>, String> text) {
    return varied.entrySet().stream()
        .map(each -> text.apply(each.getKey(), each.getValue()))
        .collect(Collectors.joining(separator));
  }

  private static List<String> values(String key, List<Grid.Point> points) {
    return points.stream()
        .flatMap(point -> Optional.ofNullable(point.values().get(key)).stream())
        .distinct()
        .toList();
  }

  /** A value as {@code where} takes it: a list or mapping in quotes, as a list is a range. */
  private static String quoted(String value) {
    boolean collection = value.startsWith("[") || value.startsWith("{");
    return collection ? "'" + value.replace("'", "''") + "'" : value;
  }

  /** Whether a trend is fitted over a key of the grid. */
  boolean isOverGrid() {
    return over.filter(points.firstEntry().getValue().values()::containsKey).isPresent();
  }

  /**
   * Rejects points that the runs will not measure.
   *
   * @throws InvalidSpecException if the model lacks the measure, or a range selects nothing
   */
  void requireMeasured() {
    for (BigDecimal x : points.keySet()) {
      measured(x).requireMeasured();
      slice.forEach(measured(x)::select);
    }
  }

  /** The points of a dimension that a trend is fitted to; empty if the data decides. */
  Optional<AxisPoints> axis(String dimension) {
    MeasuredAxis measured = measured(points.firstKey());
    ValueRange range = slice.get(dimension);
    if (range == null) {
      return measured.points(dimension);
    }
    return measured
        .select(dimension, range)
        .or(() -> range.isSingle() ? Optional.of(AxisPoints.between(1, 1)) : Optional.empty());
  }

  /** What the operand is at one x: equal cells have equal values, whatever the models' names. */
  List<Object> cell(BigDecimal x) {
    StudySpec study = points.get(x).study();
    Map<String, Object> selected = new LinkedHashMap<>();
    slice.forEach(
        (dimension, range) -> {
          Optional<AxisPoints> axis = measured(x).select(dimension, range);
          boolean whole =
              measured(x).isPooledOver(dimension)
                  && axis.isPresent()
                  && axis.equals(measured(x).points(dimension));
          if (!whole && !over.equals(Optional.of(dimension))) {
            selected.put(dimension, axis.isPresent() ? axis.get() : range.canonical());
          }
        });
    return List.of(
        measure,
        selected,
        study.task(),
        study.training(),
        study.decoding(),
        study.models().get(model));
  }

  private MeasuredAxis measured(BigDecimal x) {
    return new MeasuredAxis(points.get(x).study(), model, measure);
  }
}
