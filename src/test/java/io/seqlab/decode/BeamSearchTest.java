package io.seqlab.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.DecodingSpec.LengthPenalty;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.ModelSpecs.Definition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Beam search against greedy search, the scorer, and exhaustive search. */
class BeamSearchTest {
  private static final int MAX_LENGTH = 6;
  private static final double LENGTH_PENALTY = 0.6;

  /** Scores that differ by less may come in another order where sums are rounded otherwise. */
  private static final double TIE = 1e-4;

  /** A beam width that keeps all hypotheses of up to two tokens. */
  private static final int ALL_HYPOTHESES = ModelFixture.VOCABULARY * ModelFixture.VOCABULARY;

  static List<Definition> families() {
    return ModelSpecs.families();
  }

  private record Penalty(LengthPenalty type, double exponent) {}

  /** A complete sequence and its log-probability. */
  private record ScoredSequence(List<Integer> tokens, double logProbability) {
    double rank(Penalty penalty) {
      double n = tokens.size() + 1.0; // with end of sequence
      double length = penalty.type() == LengthPenalty.WU ? (5 + n) / 6 : n;
      return logProbability / Math.pow(length, penalty.exponent());
    }
  }

  private static String decoding(int beam, double lengthPenalty, int maxLength) {
    return decoding(beam, new Penalty(LengthPenalty.WU, lengthPenalty), maxLength);
  }

  private static String decoding(int beam, Penalty penalty, int maxLength) {
    return "{beam: %d, length_penalty: %s, length_penalty_type: %s, max_length: %d}"
        .formatted(
            beam, penalty.exponent(), penalty.type().name().toLowerCase(Locale.ROOT), maxLength);
  }

  private static BeamSearch search(ModelFixture fixture, int beam, int answers, double penalty) {
    return new BeamSearch(
        Searches.settings(fixture, decoding(beam, penalty, MAX_LENGTH), Searches.ALL.of(answers)));
  }

  /** An answer that greedy search cuts off ends in beam search, with the probability of its end. */
  @ParameterizedTest
  @MethodSource("families")
  void beamOfOneEqualsGreedy(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 31)) {
      int[][] sources = ModelFixture.sequences(new Random(3), 8, 7);
      List<List<Hypothesis>> greedy =
          Searches.search(fixture, decoding(1, LENGTH_PENALTY, MAX_LENGTH), Searches.ALL, sources);
      List<List<Hypothesis>> beam =
          search(fixture, 1, 1, LENGTH_PENALTY).search(fixture.manager(), sources);
      for (int b = 0; b < sources.length; b++) {
        assertThat(beam.get(b)).hasSize(1);
        if (greedy.get(b).get(0).ended()) {
          assertSame(beam.get(b).get(0), greedy.get(b).get(0));
        } else {
          assertThat(beam.get(b).get(0).tokens()).isEqualTo(greedy.get(b).get(0).tokens());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void hypothesesAreSortedDistinctAndMatchScorer(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 32)) {
      int[][] sources = ModelFixture.sequences(new Random(4), 5, 7);
      int arrays = fixture.manager().getManagedArrays().size();
      List<List<Hypothesis>> found = search(fixture, 4, 4, 0).search(fixture.manager(), sources);
      for (int b = 0; b < sources.length; b++) {
        List<Hypothesis> answers = found.get(b);
        assertThat(answers).hasSize(4).allMatch(Hypothesis::ended);
        assertThat(answers)
            .isSortedAccordingTo(Comparator.comparingDouble(Hypothesis::logProbability).reversed());
        assertThat(answers.stream().map(h -> Arrays.toString(h.tokens()))).doesNotHaveDuplicates();
        for (Hypothesis answer : answers) {
          assertThat(answer.logProbability())
              .isCloseTo(Searches.score(fixture, sources[b], answer), within(TIE));
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
      int[][] sources = ModelFixture.sequences(new Random(5), 9, 7);
      BeamSearch search = search(fixture, 3, 3, LENGTH_PENALTY);
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

  /** The n best of a beam of all hypotheses are those of exhaustive search, in order. */
  @ParameterizedTest
  @CsvSource({"WU, 0", "WU, 0.6", "WU, 1", "WU, 3", "LENGTH, 0.6", "LENGTH, 1"})
  void wideBeamEqualsExhaustiveSearch(LengthPenalty type, double exponent) {
    Penalty penalty = new Penalty(type, exponent);
    for (Definition definition : families()) {
      try (ModelFixture fixture = new ModelFixture(definition.spec(), 34)) {
        int[][] sources = ModelFixture.sequences(new Random(6), 2, 7);
        for (int answers : new int[] {1, 7, ALL_HYPOTHESES}) {
          List<List<Hypothesis>> found =
              new BeamSearch(
                      Searches.settings(
                          fixture, decoding(ALL_HYPOTHESES, penalty, 2), Searches.ALL.of(answers)))
                  .search(fixture.manager(), sources);
          for (int b = 0; b < sources.length; b++) {
            assertBest(found.get(b), exhaustive(fixture, sources[b], penalty), answers, penalty);
          }
        }
      }
    }
  }

  private static void assertBest(
      List<Hypothesis> found, List<ScoredSequence> every, int answers, Penalty penalty) {
    assertThat(found).hasSize(Math.min(answers, every.size()));
    for (int rank = 0; rank < found.size(); rank++) {
      ScoredSequence expected = every.get(rank);
      List<Integer> tokens = Arrays.stream(found.get(rank).tokens()).boxed().toList();
      ScoredSequence actual = new ScoredSequence(tokens, found.get(rank).logProbability());
      assertThat(actual.rank(penalty)).isCloseTo(expected.rank(penalty), within(TIE));
      double rankScore = expected.rank(penalty);
      boolean tied =
          IntStream.of(rank - 1, rank + 1)
              .filter(other -> other >= 0 && other < every.size())
              .anyMatch(o -> Math.abs(every.get(o).rank(penalty) - rankScore) < TIE);
      if (!tied) {
        assertThat(tokens).isEqualTo(expected.tokens());
      }
    }
  }

  /** All sequences of 0 to 2 tokens, best first. */
  private static List<ScoredSequence> exhaustive(
      ModelFixture fixture, int[] source, Penalty penalty) {
    int[] ordinary =
        IntStream.range(0, ModelFixture.VOCABULARY)
            .filter(t -> t != Vocabulary.EOS && t != Vocabulary.PAD && t != Vocabulary.BOS)
            .toArray();
    List<int[]> answers = new ArrayList<>(List.of(new int[0]));
    for (int first : ordinary) {
      answers.add(new int[] {first});
      for (int second : ordinary) {
        answers.add(new int[] {first, second});
      }
    }
    int[][] targets = answers.stream().map(Searches::withEnd).toArray(int[][]::new);
    int[][] sources = new int[targets.length][];
    Arrays.fill(sources, source);
    double[] scores =
        new Scorer(Ensemble.of(fixture.model()), Searches.SPECIAL)
            .score(fixture.manager(), sources, targets);
    return IntStream.range(0, scores.length)
        .mapToObj(
            i -> new ScoredSequence(Arrays.stream(answers.get(i)).boxed().toList(), scores[i]))
        .sorted(Comparator.comparingDouble((ScoredSequence s) -> s.rank(penalty)).reversed())
        .toList();
  }

  /**
   * More answers never change the first ones, and none that ranks above them is found later: the
   * search of one answer stops when no other can rank above it.
   */
  @ParameterizedTest
  @MethodSource("families")
  void theBestIsThatOfALongerSearch(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 36)) {
      int[][] sources = ModelFixture.sequences(new Random(8), 6, 7);
      for (double penalty : new double[] {0, 1, 2}) {
        List<List<Hypothesis>> five =
            search(fixture, 5, 5, penalty).search(fixture.manager(), sources);
        List<List<Hypothesis>> one =
            search(fixture, 5, 1, penalty).search(fixture.manager(), sources);
        for (int b = 0; b < sources.length; b++) {
          assertThat(one.get(b).get(0).tokens()).isEqualTo(five.get(b).get(0).tokens());
        }
      }
    }
  }

  /** A hypothesis that never ends is probable token by token, and its end is improbable. */
  @Test
  void anAnswerOfMaximumLengthHasTheProbabilityOfItsEnd() {
    for (Definition definition : families()) {
      try (ModelFixture fixture = new ModelFixture(definition.spec(), 37)) {
        int[][] sources = ModelFixture.sequences(new Random(9), 6, 7);
        List<List<Hypothesis>> found =
            new BeamSearch(Searches.settings(fixture, decoding(4, 1, 3), Searches.ALL.of(4)))
                .search(fixture.manager(), sources);
        for (int b = 0; b < sources.length; b++) {
          for (Hypothesis answer : found.get(b)) {
            assertThat(answer.logProbability())
                .isCloseTo(Searches.score(fixture, sources[b], answer), within(TIE));
          }
        }
      }
    }
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
