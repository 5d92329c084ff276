package io.seqlab.study.judge;

import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.config.schema.NearestName;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The measures of one run by name: a metric from the scores of its examples where they are kept, so
 * that slices by length are exact; else a column of {@code results.csv}; else {@code measures.csv},
 * whose points are averaged by the number behind them.
 */
record RunMeasures(Evidence evidence, RunKey run) {
  private static final Map<String, ToDoubleFunction<ExampleScore>> LENGTHS =
      Map.of(
          "source_length", ExampleScore::sourceLength, "target_length", ExampleScore::targetLength);

  /** Place of a measure that is not spread along a dimension. */
  private static final double NOWHERE = 0;

  /** Of the names that one may have meant. */
  private static final int SHOWN = 5;

  /**
   * A measure at the points within {@code where}: one at each x along a dimension, or one over all.
   */
  NavigableMap<Double, MeasuredPoint> points(
      String measure, Map<String, ValueRange> where, Optional<String> along)
      throws InsufficientDataException {
    Set<String> dimensions = new TreeSet<>(where.keySet());
    along.ifPresent(dimensions::add);
    Optional<MetricName> metric = MeasuredPoint.metric(measure);
    List<ExampleScore> examples = evidence.examples().getOrDefault(run, List.of());
    NavigableMap<Double, MeasuredPoint> points;
    if (metric.isPresent()
        && !examples.isEmpty()
        && examples.get(0).counts().containsKey(measure)
        && LENGTHS.keySet().containsAll(dimensions)) {
      points = ofExamples(metric.get(), examples, where, along);
    } else if (dimensions.isEmpty() && columns().containsKey(measure)) {
      points = new TreeMap<>(Map.of(NOWHERE, MeasuredPoint.of(columns().get(measure))));
    } else {
      points = ofMeasures(measure, dimensions, where, along);
    }
    if (points.isEmpty()) {
      throw new InsufficientDataException("%s has no %s at these points".formatted(run, measure));
    }
    return points;
  }

  private static NavigableMap<Double, MeasuredPoint> ofExamples(
      MetricName metric,
      List<ExampleScore> examples,
      Map<String, ValueRange> where,
      Optional<String> along) {
    ToDoubleFunction<ExampleScore> place = along.map(LENGTHS::get).orElse(example -> NOWHERE);
    Map<Double, List<ExampleScore>> places =
        examples.stream()
            .filter(
                example ->
                    where.entrySet().stream()
                        .allMatch(
                            slice ->
                                contains(
                                    slice.getValue(),
                                    LENGTHS.get(slice.getKey()).applyAsDouble(example))))
            .collect(Collectors.groupingBy(place::applyAsDouble));
    NavigableMap<Double, MeasuredPoint> points = new TreeMap<>();
    places.forEach((x, members) -> points.put(x, MeasuredPoint.of(metric, members)));
    return points;
  }

  private Map<String, Double> columns() {
    RunResult result = evidence.results().get(run);
    Map<String, Double> columns = new LinkedHashMap<>();
    for (RunColumn figure : RunColumn.values()) {
      columns.put(figure.key(), result.value(figure));
    }
    columns.putAll(result.metrics());
    return columns;
  }

  private NavigableMap<Double, MeasuredPoint> ofMeasures(
      String measure, Set<String> wanted, Map<String, ValueRange> where, Optional<String> along)
      throws InsufficientDataException {
    List<Measure> rows = evidence.measures().getOrDefault(run, List.of());
    List<Measure> named = rows.stream().filter(row -> row.measure().equals(measure)).toList();
    Set<String> dimensions = names(named, Measure::dimension);
    if (named.isEmpty()) {
      Set<String> known = new TreeSet<>(columns().keySet());
      known.addAll(names(rows, Measure::measure));
      throw new InsufficientDataException(
          "no measure '%s' of %s; %s; measures.csv and the columns of results.csv have all"
              .formatted(
                  measure,
                  run,
                  NearestName.hint(
                      measure, "nearest", NearestName.nearest(measure, known, SHOWN))));
    }
    if (wanted.size() > 1 || !dimensions.containsAll(wanted)) {
      throw new InsufficientDataException(
          "'%s' is measured along %s, not along %s"
              .formatted(measure, words(dimensions), words(wanted)));
    }
    // The empty dimension, which comes first, is that of the measure as a whole.
    if (wanted.isEmpty() && dimensions.size() > 1 && !dimensions.contains("")) {
      throw new InsufficientDataException(
          "'%s' is measured along %s; choose one by where".formatted(measure, words(dimensions)));
    }
    String dimension = wanted.isEmpty() ? dimensions.iterator().next() : wanted.iterator().next();
    Map<Double, List<Measure>> places =
        named.stream()
            .filter(row -> row.dimension().equals(dimension))
            .filter(row -> !where.containsKey(dimension) || contains(where.get(dimension), row.x()))
            .collect(Collectors.groupingBy(row -> along.isPresent() ? row.x() : NOWHERE));
    NavigableMap<Double, MeasuredPoint> points = new TreeMap<>();
    places.forEach((x, members) -> points.put(x, MeasuredPoint.mean(members)));
    return points;
  }

  private static boolean contains(ValueRange range, double x) {
    return range.contains(String.valueOf(x));
  }

  private static Set<String> names(List<Measure> rows, Function<Measure, String> name) {
    return rows.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String words(Set<String> dimensions) {
    return dimensions.stream()
        .map(name -> name.isEmpty() ? "no dimension" : name)
        .collect(Collectors.joining(", "));
  }
}
