package io.seqlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with SciPy: to 1e-6, or to Monte Carlo error for random results. */
class StatisticsGoldenTest {
  private static final Offset<Double> EXACT = within(1e-6);

  private static List<JsonNode> cases(String kind) throws IOException {
    try (InputStream in =
        StatisticsGoldenTest.class.getResourceAsStream("/golden/statistics/statistics.json")) {
      JsonNode all = new ObjectMapper().readTree(in).get(kind);
      return StreamSupport.stream(all.spliterator(), false).toList();
    }
  }

  static List<JsonNode> seeds() throws IOException {
    return cases("seeds");
  }

  static List<JsonNode> slopes() throws IOException {
    return cases("slopes");
  }

  static List<JsonNode> examples() throws IOException {
    return cases("examples");
  }

  static List<JsonNode> tasks() throws IOException {
    return cases("tasks");
  }

  private static double[] numbers(JsonNode golden, String key) {
    return StreamSupport.stream(golden.get(key).spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private static double[] contrasts(SeedStatistic contrast, double[] a, double[] b) {
    return IntStream.range(0, a.length)
        .mapToDouble(i -> contrast.of(new double[] {a[i], b[i]}))
        .toArray();
  }

  private static void assertClose(Interval interval, double[] golden, Offset<Double> offset) {
    assertThat(interval.estimate()).isCloseTo(golden[0], EXACT);
    assertThat(interval.low()).isCloseTo(golden[1], offset);
    assertThat(interval.high()).isCloseTo(golden[2], offset);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void intervalsTestsAndEffectSizes(JsonNode golden) {
    double[] a = numbers(golden, "a");
    double[] b = numbers(golden, "b");
    double level = golden.get("level").doubleValue();
    double[] differences = contrasts(SeedStatistic.difference(), a, b);
    assertClose(SampleSummary.of(a).interval(level), numbers(golden, "mean"), EXACT);
    assertClose(
        SampleSummary.of(differences).interval(level), numbers(golden, "difference"), EXACT);
    assertThat(SampleSummary.of(differences).p()).isCloseTo(golden.get("p").doubleValue(), EXACT);
    Interval logRatio = SampleSummary.of(contrasts(SeedStatistic.logRatio(), a, b)).interval(level);
    double[] ratio = numbers(golden, "ratio");
    assertThat(Math.log(ratio[2]) - logRatio.high()).isCloseTo(0, EXACT);
    assertThat(Math.exp(logRatio.estimate())).isCloseTo(ratio[0], EXACT);
    assertThat(Math.exp(logRatio.low())).isCloseTo(ratio[1], EXACT);
    double[] bounds = numbers(golden, "bounds");
    assertThat(SampleSummary.of(differences).p(bounds[0], bounds[1]))
        .isCloseTo(golden.get("p_within").doubleValue(), EXACT);
    assertThat(EffectSize.dz(differences)).isCloseTo(golden.get("d_paired").doubleValue(), EXACT);
    assertThat(EffectSize.cohensD(a, b)).isCloseTo(golden.get("d").doubleValue(), EXACT);
    assertThat(EffectSize.cliffsDelta(a, b)).isCloseTo(golden.get("cliff").doubleValue(), EXACT);
  }

  @ParameterizedTest
  @MethodSource("slopes")
  void slopesAndExponents(JsonNode golden) {
    double[] x = numbers(golden, "x");
    double[] y = numbers(golden, "y");
    double[] weights = numbers(golden, "weights");
    assertThat(SeedStatistic.slope(x, weights).of(y))
        .isCloseTo(golden.get("slope").doubleValue(), EXACT);
    assertThat(SeedStatistic.exponent(x, weights).of(y))
        .isCloseTo(golden.get("exponent").doubleValue(), EXACT);
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    assertThat(SeedStatistic.slope(x, ones).of(y))
        .isCloseTo(golden.get("unweighted").doubleValue(), EXACT);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void resamplingExamples(JsonNode golden) {
    SufficientStatistics a = scores(numbers(golden, "a"));
    SufficientStatistics b = scores(numbers(golden, "b"));
    ResamplingOptions draws = new ResamplingOptions(9999, 5);
    double grain = 1.0 / a.examples();
    assertClose(
        Interval.of(
            Bootstrap.of(List.of(a, b), SeedStatistic.difference(), true).overExamples(draws),
            0.05),
        numbers(golden, "bootstrap"),
        within(1.5 * grain));
    assertThat(RandomizationTest.p(a, b, true, draws))
        .isCloseTo(golden.get("p_swapped").doubleValue(), within(0.02));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void statisticsOverTasks(JsonNode golden) {
    List<TaskScores> models = List.of(taskScores(golden.get("a")), taskScores(golden.get("b")));
    List<Inference> inferences =
        StratifiedBootstrap.of(
            models,
            both ->
                new double[] {
                  both.get(0).interquartileMean(),
                  both.get(0).fractionAbove(0.7),
                  both.get(0).probabilityOfImprovement(both.get(1))
                },
            new ResamplingOptions(9999, 7));
    List<String> keys = List.of("iqm", "above", "improvement");
    for (int k = 0; k < keys.size(); k++) {
      double[] expected = numbers(golden, keys.get(k));
      assertClose(Interval.of(inferences.get(k), 0.05), expected, within(0.03));
    }
  }

  private static TaskScores taskScores(JsonNode scores) {
    return new TaskScores(
        StreamSupport.stream(scores.spliterator(), false)
            .map(task -> StreamSupport.stream(task.spliterator(), false))
            .map(task -> task.mapToDouble(JsonNode::doubleValue).toArray())
            .toArray(double[][]::new));
  }

  private static SufficientStatistics scores(double[] right) {
    double[][] added =
        Arrays.stream(right).mapToObj(x -> new double[] {x, 1}).toArray(double[][]::new);
    return new SufficientStatistics(0, new double[][][] {added}, sums -> sums[0] / sums[1]);
  }

  /** Calculated by hand: 4·0.005, 3·0.01, 2·0.03, and the last is at least the previous one. */
  @Test
  void holmStepsDown() {
    assertThat(MultipleTesting.holm(0.01, 0.04, 0.03, 0.005))
        .containsExactly(0.03, 0.06, 0.06, 0.02);
    assertThat(MultipleTesting.holm(0.5, Double.NaN, 0.9)).containsExactly(1.0, Double.NaN, 1.0);
  }
}
