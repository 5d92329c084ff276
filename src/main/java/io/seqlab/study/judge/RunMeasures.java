package io.seqlab.study.judge;

import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.config.schema.NearestName;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.TestExamples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import java.util.stream.Collectors;

/**
 * Looks up measures of one run by name: a metric from its per-example scores if available, so that
 * slices by length are exact; otherwise a column of {@code results.csv}; otherwise the weighted
 * mean of rows of {@code measures.csv}.
 */
record RunMeasures(Evidence evidence, RunKey run) {
  private static final Map<String, ToLongBiFunction<TestExamples, Integer>> LENGTHS =
      Map.of(
          "source_length", TestExamples::sourceLength, "target_length", TestExamples::targetLength);

  /** The x of a measure without a dimension. */
  private static final double NO_X = 0;

  /** Number of similar names listed in an error message. */
  private static final int MAX_SUGGESTIONS = 5;

  /**
   * A measure at the points selected by {@code where}: one point for each x of the trend, or one
   * overall.
   */
  NavigableMap<Double, MeasuredPoint> points(
      String measure, Map<String, ValueRange> where, Optional<String> trend)
      throws InsufficientDataException {
    Set<String> dimensions = new TreeSet<>(where.keySet());
    trend.ifPresent(dimensions::add);
    Optional<MetricName> metric = MetricName.ofKey(measure);
    Optional<ExampleScores> examples = Optional.ofNullable(evidence.examples().get(run));
    NavigableMap<Double, MeasuredPoint> points;
    if (metric.isPresent()
        && examples.filter(scores -> scores.has(measure, 0)).isPresent()
        && LENGTHS.keySet().containsAll(dimensions)) {
      points = ofExamples(metric.get(), examples.get(), where, trend);
    } else if (dimensions.isEmpty() && columns().containsKey(measure)) {
      points = new TreeMap<>(Map.of(NO_X, MeasuredPoint.of(columns().get(measure))));
    } else {
      points = ofMeasures(measure, dimensions, where, trend);
    }
    if (points.isEmpty()) {
      throw new InsufficientDataException(
          "%s has no %s at the selected points".formatted(run, measure));
    }
    return points;
  }

  private static NavigableMap<Double, MeasuredPoint> ofExamples(
      MetricName metric,
      ExampleScores examples,
      Map<String, ValueRange> where,
      Optional<String> trend) {
    if (where.isEmpty() && trend.isEmpty()) {
      return new TreeMap<>(Map.of(NO_X, MeasuredPoint.of(metric, examples)));
    }
    TestExamples lengths = examples.examples();
    Map<Double, List<Integer>> selected = new TreeMap<>();
    for (int i = 0; i < examples.size(); i++) {
      int example = i;
      if (where.entrySet().stream()
          .allMatch(each -> contains(each.getValue(), length(lengths, each.getKey(), example)))) {
        double x = trend.map(length -> length(lengths, length, example)).orElse(NO_X);
        selected.computeIfAbsent(x, any -> new ArrayList<>()).add(i);
      }
    }
    NavigableMap<Double, MeasuredPoint> points = new TreeMap<>();
    selected.forEach(
        (x, group) -> {
          int[] rows = group.stream().mapToInt(Integer::intValue).toArray();
          points.put(x, MeasuredPoint.of(metric, examples.select(rows)));
        });
    return points;
  }

  private static double length(TestExamples examples, String dimension, int i) {
    return LENGTHS.get(dimension).applyAsLong(examples, i);
  }

  private Map<String, Double> columns() {
    RunResult result = evidence.results().get(run);
    Map<String, Double> columns = new LinkedHashMap<>();
    for (RunColumn column : RunColumn.values()) {
      columns.put(column.key(), result.value(column));
    }
    columns.putAll(result.metrics());
    return columns;
  }

  private NavigableMap<Double, MeasuredPoint> ofMeasures(
      String measure, Set<String> selected, Map<String, ValueRange> where, Optional<String> trend)
      throws InsufficientDataException {
    List<Measure> rows = evidence.measures().getOrDefault(run, List.of());
    List<Measure> named = rows.stream().filter(row -> row.measure().equals(measure)).toList();
    Set<String> dimensions = names(named, Measure::dimension);
    if (named.isEmpty()) {
      Set<String> available = new TreeSet<>(columns().keySet());
      available.addAll(names(rows, Measure::measure));
      List<String> nearest = NearestName.nearest(measure, available, MAX_SUGGESTIONS);
      throw new InsufficientDataException(
          "no measure '%s' of %s; %s; all measures are in measures.csv and the columns of results.csv"
              .formatted(measure, run, NearestName.hint(measure, "nearest", nearest)));
    }
    if (selected.size() > 1 || !dimensions.containsAll(selected)) {
      throw new InsufficientDataException(
          "'%s' is measured along %s, not along %s"
              .formatted(measure, joined(dimensions), joined(selected)));
    }
    // Rows without a dimension, which sort first, are overall values.
    if (selected.isEmpty() && dimensions.size() > 1 && !dimensions.contains("")) {
      throw new InsufficientDataException(
          "'%s' is measured along %s; select one with where"
              .formatted(measure, joined(dimensions)));
    }
    String dimension =
        selected.isEmpty() ? dimensions.iterator().next() : selected.iterator().next();
    Map<Double, List<Measure>> byX =
        named.stream()
            .filter(row -> row.dimension().equals(dimension))
            .filter(row -> !where.containsKey(dimension) || contains(where.get(dimension), row.x()))
            .collect(Collectors.groupingBy(row -> trend.isPresent() ? row.x() : NO_X));
    NavigableMap<Double, MeasuredPoint> points = new TreeMap<>();
    byX.forEach((x, group) -> points.put(x, MeasuredPoint.mean(group)));
    return points;
  }

  private static boolean contains(ValueRange range, double x) {
    return range.contains(String.valueOf(x));
  }

  private static Set<String> names(List<Measure> rows, Function<Measure, String> name) {
    return rows.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String joined(Set<String> dimensions) {
    return dimensions.stream()
        .map(name -> name.isEmpty() ? "no dimension" : name)
        .collect(Collectors.joining(", "));
  }
}
