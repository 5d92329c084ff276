package io.seqlab.study.judge;

import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.TestExamples;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToLongBiFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The points at which a test could be made besides those that it selects: one key of its {@code
 * where} takes another value of the grid, or another window of its dimension. A metric without such
 * a window has windows of the source length.
 */
record OtherPoints(Evidence evidence, ClaimTest test) {
  /** A dimension with at most as many values has a window for each, otherwise so many in all. */
  private static final int WINDOWS = 5;

  /**
   * Each point, such as {@code model.hidden 32}, and the test there.
   *
   * @param made tests of the claim, which are not made again
   */
  Map<String, ClaimTest> tests(List<ClaimTest> made) {
    Map<String, List<ValueRange>> others = new LinkedHashMap<>();
    for (Map.Entry<String, ValueRange> each : test.where().entrySet()) {
      others.put(each.getKey(), others(each.getKey(), each.getValue()));
    }
    boolean free = TestDescription.dimension(test).isEmpty();
    if (free && MetricName.ofKey(test.measure()).isPresent()) {
      others.put(Measure.SOURCE_LENGTH, windows(Measure.SOURCE_LENGTH));
    }
    Map<String, ClaimTest> tests = new LinkedHashMap<>();
    others.forEach(
        (key, ranges) ->
            ranges.forEach(
                range -> {
                  Map<String, ValueRange> where = new LinkedHashMap<>(test.where());
                  where.put(key, range);
                  tests.put(key + " " + range.describe(), test.at(where));
                }));
    tests.values().removeIf(made::contains);
    return tests;
  }

  private List<ValueRange> others(String key, ValueRange selected) {
    boolean isFitted = test.criterion().trendDimension().filter(key::equals).isPresent();
    if (isFitted) {
      return List.of();
    }
    List<ValueRange> all = evidence.gridKeys().contains(key) ? gridValues(key) : windows(key);
    return all.stream()
        .filter(range -> !range.canonical().equals(selected.canonical()))
        .filter(range -> !selected.contains(range.from().text()) || !range.isSingle())
        .toList();
  }

  private List<ValueRange> gridValues(String key) {
    return runs()
        .flatMap(run -> Stream.ofNullable(run.grid().get(key)))
        .distinct()
        .map(value -> new ValueRange(new YamlValue(value), null))
        .toList();
  }

  private List<ValueRange> windows(String dimension) {
    TreeSet<Double> values =
        runs()
            .flatMapToDouble(run -> values(run, dimension))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    if (values.size() <= WINDOWS) {
      return values.stream().map(value -> range(value, value)).toList();
    }
    List<ValueRange> windows = new ArrayList<>();
    double width = (values.last() - values.first()) / WINDOWS;
    for (int i = 0; i < WINDOWS; i++) {
      boolean isLast = i == WINDOWS - 1;
      double from = values.first() + i * width;
      TreeSet<Double> inside =
          new TreeSet<>(values.subSet(from, true, isLast ? values.last() : from + width, isLast));
      if (!inside.isEmpty()) {
        windows.add(range(inside.first(), inside.last()));
      }
    }
    return windows;
  }

  private DoubleStream values(RunKey run, String dimension) {
    Optional<TestExamples> examples =
        Optional.ofNullable(evidence.examples().get(run)).map(ExampleScores::examples);
    ToLongBiFunction<TestExamples, Integer> length =
        dimension.equals(Measure.SOURCE_LENGTH)
            ? TestExamples::sourceLength
            : TestExamples::targetLength;
    return MetricName.ofKey(test.measure()).isPresent() && examples.isPresent()
        ? IntStream.range(0, examples.get().size())
            .mapToDouble(i -> length.applyAsLong(examples.get(), i))
        : evidence.measures().getOrDefault(run, List.of()).stream()
            .filter(row -> row.measure().equals(test.measure()))
            .filter(row -> row.dimension().equals(dimension))
            .mapToDouble(Measure::x);
  }

  private Stream<RunKey> runs() {
    List<String> models = test.criterion().operands().stream().map(ClaimOperand::model).toList();
    return evidence.runs().stream().filter(run -> models.contains(run.model()));
  }

  private static ValueRange range(double from, double to) {
    return new ValueRange(value(from), value(to));
  }

  private static YamlValue value(double number) {
    return new YamlValue(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
  }
}
