package io.seqlab.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.ModelSpecs.Definition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Beam search against greedy search, the scorer, and exhaustive search. */
class BeamSearchTest {
  private static final SpecialTokens SPECIAL = new SpecialTokens(Vocabulary.BOS, Vocabulary.EOS);
  private static final int MAX_LENGTH = 6;
  private static final double LENGTH_PENALTY = 0.6;

  /** Scores that differ by less may come in another order where sums are rounded otherwise. */
  private static final double TIE = 1e-4;

  /** A beam width that keeps all hypotheses of up to three tokens. */
  private static final int ALL_HYPOTHESES =
      ModelFixture.VOCABULARY * ModelFixture.VOCABULARY * ModelFixture.VOCABULARY;

  static List<Definition> families() {
    return ModelSpecs.families();
  }

  /** A complete sequence and its log-probability. */
  private record ScoredSequence(List<Integer> tokens, double logProbability) {}

  @ParameterizedTest
  @MethodSource("families")
  void beamOfOneEqualsGreedy(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 31)) {
      int[][] sources = ModelFixture.sequences(new Random(3), 4, 7);
      List<List<Hypothesis>> greedy =
          new GreedySearch(fixture.model(), SPECIAL, MAX_LENGTH, true, Cancellation.NONE)
              .search(fixture.manager(), sources);
      List<List<Hypothesis>> beam = search(fixture, 1, 0.6).search(fixture.manager(), sources);
      for (int b = 0; b < sources.length; b++) {
        assertThat(beam.get(b)).hasSize(1);
        assertSame(beam.get(b).get(0), greedy.get(b).get(0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void hypothesesAreSortedDistinctAndMatchScorer(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 32)) {
      int[][] sources = ModelFixture.sequences(new Random(4), 3, 7);
      int arrays = fixture.manager().getManagedArrays().size();
      List<List<Hypothesis>> found = search(fixture, 4, 0).search(fixture.manager(), sources);
      for (int b = 0; b < sources.length; b++) {
        List<Hypothesis> answers = found.get(b);
        assertThat(answers).hasSizeBetween(1, 4);
        assertThat(answers)
            .isSortedAccordingTo(Comparator.comparingDouble(Hypothesis::logProbability).reversed());
        assertThat(answers.stream().map(h -> Arrays.toString(h.tokens()))).doesNotHaveDuplicates();
        for (Hypothesis answer : answers) {
          double score = score(fixture, sources[b], answer.tokens());
          if (answer.tokens().length < MAX_LENGTH) {
            assertThat(answer.logProbability()).isCloseTo(score, within(1e-4));
          } else { // maximum length, perhaps without end-of-sequence
            assertThat(answer.logProbability()).isGreaterThan(score - 1e-4);
          }
        }
      }
      assertThat(fixture.manager().getManagedArrays()).hasSize(arrays);
    }
  }

  /** The same scores by rank; the same hypotheses where no other one has almost the same score. */
  @ParameterizedTest
  @MethodSource("families")
  void doesNotDependOnBatch(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 33)) {
      int[][] sources = ModelFixture.sequences(new Random(5), 4, 7);
      BeamSearch search = search(fixture, 3, LENGTH_PENALTY);
      List<List<Hypothesis>> together = search.search(fixture.manager(), sources);
      for (int b = 0; b < sources.length; b++) {
        List<Hypothesis> alone = search.search(fixture.manager(), new int[][] {sources[b]}).get(0);
        assertThat(together.get(b)).hasSameSizeAs(alone);
        for (int k = 0; k < alone.size(); k++) {
          Hypothesis hypothesis = together.get(b).get(k);
          assertThat(rankScore(hypothesis)).isCloseTo(rankScore(alone.get(k)), within(TIE));
          if (!isTied(alone, k)) {
            assertSame(hypothesis, alone.get(k));
          }
        }
      }
    }
  }

  private static double rankScore(Hypothesis h) {
    return h.logProbability() / Math.pow((5 + h.tokens().length + 1) / 6.0, LENGTH_PENALTY);
  }

  /**
   * Whether rounding may exchange a hypothesis with another one or, the last, with one not found.
   */
  private static boolean isTied(List<Hypothesis> ranked, int k) {
    return k == ranked.size() - 1
        || IntStream.range(0, ranked.size())
            .filter(other -> other != k)
            .anyMatch(o -> Math.abs(rankScore(ranked.get(o)) - rankScore(ranked.get(k))) < TIE);
  }

  /** A beam of all hypotheses equals exhaustive search over sequences of 0 to 2 tokens. */
  @Test
  void wideBeamEqualsExhaustiveSearch() {
    for (Definition definition : families()) {
      try (ModelFixture fixture = new ModelFixture(definition.spec(), 34)) {
        int[] source = ModelFixture.sequences(new Random(6), 1, 7)[0];
        List<ScoredSequence> every = exhaustiveSearch(fixture, source);
        BeamSearch search =
            new BeamSearch(
                fixture.model(), SPECIAL, 2, ALL_HYPOTHESES, 0, false, Cancellation.NONE);
        List<Hypothesis> found = search.search(fixture.manager(), new int[][] {source}).get(0);
        assertThat(found).as(definition.name()).hasSameSizeAs(every);
        for (int rank = 0; rank < every.size(); rank++) {
          assertThat(found.get(rank).logProbability())
              .isCloseTo(every.get(rank).logProbability(), within(1e-4));
        }
        assertThat(found.get(0).tokens())
            .containsExactly(every.get(0).tokens().toArray(new Integer[0]));
      }
    }
  }

  /** Hypotheses rank by log p / ((5 + n)/6)^α, n with end-of-sequence. */
  @Test
  void ranksByLengthPenaltyFormula() {
    try (ModelFixture fixture = new ModelFixture(families().get(1).spec(), 35)) {
      int[] source = ModelFixture.sequences(new Random(7), 1, 7)[0];
      for (double alpha : new double[] {0.6, 1, 3}) {
        List<Hypothesis> found =
            new BeamSearch(
                    fixture.model(), SPECIAL, 2, ALL_HYPOTHESES, alpha, false, Cancellation.NONE)
                .search(fixture.manager(), new int[][] {source})
                .get(0);
        List<Double> ranks =
            found.stream()
                .map(h -> h.logProbability() / Math.pow((6.0 + h.tokens().length) / 6, alpha))
                .toList();
        assertThat(ranks).isSortedAccordingTo(Comparator.reverseOrder());
      }
    }
  }

  /** All sequences of 0 to 2 tokens, most probable first. */
  private static List<ScoredSequence> exhaustiveSearch(ModelFixture fixture, int[] source) {
    int[] ordinary =
        IntStream.range(0, ModelFixture.VOCABULARY)
            .filter(token -> token != Vocabulary.EOS)
            .toArray();
    List<int[]> answers = new ArrayList<>(List.of(new int[0]));
    for (int first : ordinary) {
      answers.add(new int[] {first});
      for (int second : ordinary) {
        answers.add(new int[] {first, second});
      }
    }
    int[][] targets = answers.stream().map(BeamSearchTest::withEnd).toArray(int[][]::new);
    int[][] sources = new int[targets.length][];
    Arrays.fill(sources, source);
    double[] scores =
        new Scorer(fixture.model(), SPECIAL).score(fixture.manager(), sources, targets);
    return IntStream.range(0, scores.length)
        .mapToObj(
            i -> new ScoredSequence(Arrays.stream(answers.get(i)).boxed().toList(), scores[i]))
        .sorted(Comparator.comparingDouble(ScoredSequence::logProbability).reversed())
        .toList();
  }

  private static BeamSearch search(ModelFixture fixture, int beam, double lengthPenalty) {
    return new BeamSearch(
        fixture.model(), SPECIAL, MAX_LENGTH, beam, lengthPenalty, true, Cancellation.NONE);
  }

  private static double score(ModelFixture fixture, int[] source, int[] tokens) {
    return new Scorer(fixture.model(), SPECIAL)
        .score(fixture.manager(), new int[][] {source}, new int[][] {withEnd(tokens)})[0];
  }

  private static int[] withEnd(int[] tokens) {
    int[] extended = Arrays.copyOf(tokens, tokens.length + 1);
    extended[tokens.length] = Vocabulary.EOS;
    return extended;
  }

  /** Equal tokens, log-probability and attention, without source padding. */
  private static void assertSame(Hypothesis one, Hypothesis other) {
    assertThat(one.tokens()).isEqualTo(other.tokens());
    assertThat(one.logProbability()).isCloseTo(other.logProbability(), within(1e-4));
    assertThat(one.attention()).hasNumberOfRows(other.attention().length);
    for (int t = 0; t < other.attention().length; t++) {
      int width = Math.min(one.attention()[t].length, other.attention()[t].length);
      assertThat(Arrays.copyOf(one.attention()[t], width))
          .containsExactly(Arrays.copyOf(other.attention()[t], width), Offset.offset(1e-5f));
    }
  }
}
