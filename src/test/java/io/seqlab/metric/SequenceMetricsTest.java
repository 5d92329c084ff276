package io.seqlab.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SequenceMetricsTest {

  @Test
  void exactMatchCountsEqualHypotheses() {
    List<List<String>> references = List.of(List.of("a"), List.of("b", "c"), List.of());
    List<List<String>> hypotheses = List.of(List.of("a"), List.of("c", "b"), List.of());
    assertThat(ExactMatch.corpus(hypotheses, references)).isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void tokenAccuracyCountsEndOfSequence() {
    // a correct, c wrong, end correct; then a correct, end missed because the hypothesis continues.
    List<List<String>> references = List.of(List.of("a", "b"), List.of("a"));
    List<List<String>> hypotheses = List.of(List.of("a", "c"), List.of("a", "a"));
    assertThat(TokenAccuracy.corpus(hypotheses, references)).isCloseTo(3.0 / 5, within(1e-15));
  }

  @Test
  void tokenAccuracyOfShortHypothesis() {
    assertThat(TokenAccuracy.corpus(List.of(List.of(1)), List.of(List.of(1, 2, 3))))
        .isEqualTo(0.25);
    assertThat(TokenAccuracy.corpus(List.of(List.<Integer>of()), List.of(List.of(1)))).isZero();
  }

  @Test
  void editDistanceOfTextbookExamples() {
    assertThat(distance("kitten", "sitting")).isEqualTo(3);
    assertThat(distance("intention", "execution")).isEqualTo(5);
    assertThat(distance("", "abc")).isEqualTo(3);
    assertThat(distance("flaw", "lawn")).isEqualTo(2);
  }

  private static int distance(String one, String other) {
    return EditDistance.between(letters(one), letters(other));
  }

  private static List<String> letters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  @Test
  void editDistanceIsNormalisedByAllReferenceTokens() {
    List<List<String>> hypotheses = List.of(letters("kitten"), letters("a"));
    List<List<String>> references = List.of(letters("sitting"), letters("abc"));
    assertThat(EditDistance.corpus(hypotheses, references)).isEqualTo(5.0 / 10);
    assertThat(EditDistance.corpus(List.of(List.of()), List.of(List.of()))).isZero();
    assertThat(EditDistance.corpus(List.of(letters("ab")), List.of(List.<String>of()))).isOne();
  }

  @Property(tries = 300)
  void editDistanceIsAMetric(
      @ForAll("sequences") List<Integer> a,
      @ForAll("sequences") List<Integer> b,
      @ForAll("sequences") List<Integer> c) {
    int ab = EditDistance.between(a, b);
    assertThat(ab).isEqualTo(EditDistance.between(b, a));
    assertThat(ab == 0).isEqualTo(a.equals(b));
    assertThat(EditDistance.between(a, c)).isLessThanOrEqualTo(ab + EditDistance.between(b, c));
    assertThat(ab).isBetween(Math.abs(a.size() - b.size()), Math.max(a.size(), b.size()));
  }

  @Property(tries = 300)
  void editDistanceEqualsRecursiveDefinition(
      @ForAll("sequences") List<Integer> a, @ForAll("sequences") List<Integer> b) {
    assertThat(EditDistance.between(a, b)).isEqualTo(recursive(a, b));
  }

  private static int recursive(List<Integer> a, List<Integer> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.size() + b.size();
    }
    List<Integer> restA = a.subList(1, a.size());
    List<Integer> restB = b.subList(1, b.size());
    if (a.get(0).equals(b.get(0))) {
      return recursive(restA, restB);
    }
    return 1
        + Math.min(recursive(restA, restB), Math.min(recursive(restA, b), recursive(a, restB)));
  }

  @Property(tries = 200)
  void allAgreeOnAPerfectAnswer(@ForAll("sequences") List<Integer> a) {
    List<List<Integer>> corpus = List.of(a, List.of(7));
    assertThat(ExactMatch.corpus(corpus, corpus)).isEqualTo(1);
    assertThat(TokenAccuracy.corpus(corpus, corpus)).isEqualTo(1);
    assertThat(EditDistance.corpus(corpus, corpus)).isZero();
  }

  @Property(tries = 200)
  void onlyEqualSequencesHaveFullAccuracy(
      @ForAll("sequences") List<Integer> a, @ForAll("sequences") List<Integer> b) {
    double accuracy = TokenAccuracy.corpus(List.of(a), List.of(b));
    assertThat(accuracy).isBetween(0.0, 1.0);
    assertThat(accuracy == 1).isEqualTo(a.equals(b));
    List<Integer> longer = new ArrayList<>(b);
    longer.add(1);
    assertThat(TokenAccuracy.corpus(List.of(longer), List.of(b))).isLessThan(1);
  }

  @Provide
  static Arbitrary<List<Integer>> sequences() {
    return Arbitraries.integers().between(0, 3).list().ofMaxSize(6);
  }
}
