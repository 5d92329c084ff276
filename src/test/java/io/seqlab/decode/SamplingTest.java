package io.seqlab.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.ModelSpecs.Definition;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples follow the distribution of the model, and depend on seed and sentence only. */
class SamplingTest {
  private static final int SAMPLES = 4000;

  static List<Definition> families() {
    return ModelSpecs.families();
  }

  /** Tokens of a step in any order: ties of 7 and 8, and one that may not follow. */
  private static final float[] SCORES = {
    -2.5f, Float.NEGATIVE_INFINITY, -0.9f, -3, -1.6f, -5, -1.5f, -2.2f, -2.2f
  };

  /** Truncation by sorting all tokens, the definition. */
  private static double[] reference(float[] scores, double temperature, int k, double p) {
    double[] weights = new double[scores.length];
    Arrays.setAll(weights, v -> Math.exp(scores[v] / temperature));
    List<Integer> order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(weights[b], weights[a]))
            .toList();
    List<Integer> kept = k == 0 ? order : order.subList(0, Math.min(k, order.size()));
    double total = kept.stream().mapToDouble(v -> weights[v]).sum();
    double sum = 0;
    int count = 0;
    while (count < kept.size() && (count == 0 || sum < p * total)) {
      sum += weights[kept.get(count++)];
    }
    double[] probabilities = new double[scores.length];
    for (int v : kept.subList(0, count)) {
      probabilities[v] = weights[v] / sum;
    }
    return probabilities;
  }

  @Property(tries = 200)
  void truncationOfRandomScoresEqualsItsDefinition(
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll @IntRange(min = 0, max = 300) int k,
      @ForAll @DoubleRange(min = 0.01, max = 1) double p,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[] scores = new float[size];
    for (int v = 0; v < size; v++) {
      scores[v] = (float) (4 * random.nextGaussian());
    }
    double[] found = new TokenDistribution(1, k, p).probabilities(scores);
    double[] expected = reference(scores, 1, k, p);
    for (int v = 0; v < size; v++) {
      assertThat(found[v]).as("token %d", v).isCloseTo(expected[v], within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1",
    "0.5, 0, 1",
    "3, 0, 1",
    "1, 1, 1",
    "1, 3, 1",
    "2, 5, 1",
    "1, 99, 1",
    "1, 0, 0.01",
    "1, 0, 0.5",
    "1, 0, 0.75",
    "1, 0, 0.99",
    "0.7, 6, 0.8",
    "1, 6, 0.8",
    "1, 7, 1"
  })
  void truncationEqualsItsDefinition(double temperature, int k, double p) {
    double[] found = new TokenDistribution(temperature, k, p).probabilities(SCORES);
    double[] expected = reference(SCORES, temperature, k, p);
    for (int v = 0; v < expected.length; v++) {
      assertThat(found[v]).as("token %d", v).isCloseTo(expected[v], within(1e-12));
    }
  }

  /**
   * The first token of many samples of a sentence against softmax, by a chi-square test of each.
   */
  @ParameterizedTest
  @CsvSource({"1, 0, 1", "0.6, 0, 1", "2, 4, 1", "1, 0, 0.7"})
  void frequenciesMatchSoftmax(double temperature, int k, double p) {
    for (Definition definition : families()) {
      try (ModelFixture fixture = new ModelFixture(definition.spec(), 51)) {
        int[][] source = ModelFixture.sequences(new Random(15), 1, 7);
        String decoding =
            "{sample: true, max_length: 1, temperature: %s, top_k: %d, top_p: %s}"
                .formatted(temperature, k, p);
        List<Hypothesis> samples =
            Searches.search(fixture, decoding, Wanted.TOKENS.of(SAMPLES), source).get(0);
        long[] counts = new long[ModelFixture.VOCABULARY];
        for (Hypothesis sample : samples) {
          counts[sample.tokens().length == 0 ? Vocabulary.EOS : sample.tokens()[0]]++;
        }
        float[] logits = fixture.logits(source, new int[][] {{Vocabulary.EOS}})[0][0];
        logits[Vocabulary.PAD] = Float.NEGATIVE_INFINITY;
        logits[Vocabulary.BOS] = Float.NEGATIVE_INFINITY;
        double[] expected = reference(logits, temperature, k, p);
        double statistic = 0;
        int cells = 0;
        for (int v = 0; v < counts.length; v++) {
          if (expected[v] == 0) {
            assertThat(counts[v]).isZero();
          } else {
            double mean = expected[v] * SAMPLES;
            statistic += (counts[v] - mean) * (counts[v] - mean) / mean;
            cells++;
          }
        }
        if (cells > 1) {
          double quantile =
              ChiSquaredDistribution.of(cells - 1.0).inverseCumulativeProbability(1 - 1e-6);
          assertThat(statistic).as(definition.name()).isLessThan(quantile);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void drawsDependOnSeedAndSentenceOnly(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 52)) {
      int[][] sources = ModelFixture.sequences(new Random(16), 6, 7);
      String decoding = "{sample: true, max_length: 7, temperature: 1.5}";
      List<List<Hypothesis>> together =
          Searches.search(fixture, decoding, Searches.ALL.of(3), sources);
      for (int b = 0; b < sources.length; b++) {
        int[][] alone = {sources[b]};
        List<Hypothesis> fewer =
            Searches.search(fixture, decoding, Searches.ALL.of(2), alone).get(0);
        for (int k = 0; k < 2; k++) {
          assertThat(together.get(b).get(k).tokens()).isEqualTo(fewer.get(k).tokens());
        }
      }
      assertThat(together.stream().flatMap(List::stream).map(h -> Arrays.toString(h.tokens())))
          .as("samples of a sentence differ")
          .hasSizeGreaterThan(3)
          .satisfies(all -> assertThat(all.stream().distinct().count()).isGreaterThan(2));
    }
  }

  @Test
  void logProbabilitiesAreThoseOfTheScorer() {
    Set<Boolean> ended = new HashSet<>();
    families().forEach(definition -> ended.addAll(assertScored(definition)));
    assertThat(ended).as("also answers that are cut off").containsExactly(false, true);
  }

  private static Set<Boolean> assertScored(Definition definition) {
    Set<Boolean> ended = new HashSet<>();
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 53)) {
      int[][] sources = ModelFixture.sequences(new Random(17), 4, 7);
      int arrays = fixture.manager().getManagedArrays().size();
      List<List<Hypothesis>> found =
          Searches.search(
              fixture,
              "{sample: true, max_length: 4, temperature: 2, top_k: 5}",
              Searches.ALL.of(4),
              sources);
      for (int b = 0; b < sources.length; b++) {
        for (Hypothesis answer : found.get(b)) {
          ended.add(answer.ended());
          assertThat(answer.logProbability())
              .isCloseTo(Searches.score(fixture, sources[b], answer), within(1e-4));
        }
      }
      assertThat(fixture.manager().getManagedArrays()).hasSize(arrays);
    }
    return ended;
  }

  @Test
  void lowTemperatureIsGreedy() {
    try (ModelFixture fixture = new ModelFixture(families().get(0).spec(), 54)) {
      int[][] sources = ModelFixture.sequences(new Random(18), 6, 7);
      List<List<Hypothesis>> greedy =
          Searches.search(fixture, "{max_length: 7}", Wanted.TOKENS, sources);
      for (String cold : List.of("temperature: 1e-6", "top_k: 1", "top_p: 1e-9")) {
        List<List<Hypothesis>> sampled =
            Searches.search(
                fixture,
                "{sample: true, max_length: 7, %s}".formatted(cold),
                Wanted.TOKENS,
                sources);
        for (int b = 0; b < sources.length; b++) {
          assertThat(sampled.get(b).get(0).tokens()).isEqualTo(greedy.get(b).get(0).tokens());
        }
      }
    }
  }
}
