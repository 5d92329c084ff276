package io.seqlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.measure.MetricName;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Metrics over all examples and by length. */
class EvaluationResultTest {
  private static final List<MetricName> ALL = List.of(MetricName.values());

  @Test
  void metricsEqualValuesComputedByHand() {
    EvaluationResult result =
        result(
            List.of(answer("a b c d e", "a b c d e"), answer("a b", "a c")),
            List.of(new ReferenceScore(-1, 6), new ReferenceScore(-3, 3)));
    Map<MetricName, Double> values = result.measure(ALL);
    assertThat(values.keySet()).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(values.get(MetricName.EXACT_MATCH)).isCloseTo(0.5, within(1e-9));
    // End-of-sequence counts as a position.
    assertThat(values.get(MetricName.TOKEN_ACCURACY)).isCloseTo(8.0 / 9, within(1e-9));
    assertThat(values.get(MetricName.EDIT_DISTANCE)).isCloseTo(1.0 / 7, within(1e-9));
    assertThat(values.get(MetricName.LOSS)).isCloseTo(4.0 / 9, within(1e-12));
    assertThat(values.get(MetricName.PERPLEXITY)).isCloseTo(Math.exp(4.0 / 9), within(1e-12));
    assertThat(values.get(MetricName.BLEU)).isStrictlyBetween(0.0, 100.0);
  }

  @Test
  void perfectAnswersHaveBestScores() {
    EvaluationResult result = result(List.of(answer("a b c d e", "a b c d e")), List.of());
    assertThat(result.value(MetricName.EXACT_MATCH)).isEqualTo(1);
    assertThat(result.value(MetricName.TOKEN_ACCURACY)).isEqualTo(1);
    assertThat(result.value(MetricName.EDIT_DISTANCE)).isZero();
    assertThat(result.value(MetricName.BLEU)).isCloseTo(100, within(1e-9));
  }

  @Property(tries = 100)
  void lengthBinsPartitionTheExamples(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 25) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll Random random) {
    List<Example> examples = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    List<ReferenceScore> scores = new ArrayList<>();
    for (int length : lengths) {
      examples.add(new Example(Collections.nCopies(length, "s"), List.of("a", "b")));
      answers.add(answer(random.nextBoolean() ? "a b" : "a c d", "a b"));
      scores.add(new ReferenceScore(-random.nextDouble(), 1 + random.nextInt(9)));
    }
    EvaluationResult whole = result(answers, scores);
    NavigableMap<Integer, EvaluationResult> bins = whole.bySourceLength(examples, width);
    List<Answer> binned = new ArrayList<>();
    double exact = 0;
    double loss = 0;
    for (Map.Entry<Integer, EvaluationResult> bin : bins.entrySet()) {
      EvaluationResult part = bin.getValue();
      binned.addAll(part.answers());
      exact += part.value(MetricName.EXACT_MATCH) * part.answers().size();
      loss +=
          part.value(MetricName.LOSS)
              * part.scores().stream().mapToInt(ReferenceScore::tokens).sum();
      long expected =
          lengths.stream()
              .filter(n -> n <= (bin.getKey() + 1) * width)
              .filter(n -> bin.getKey() < 0 || n > bin.getKey() * width)
              .count();
      assertThat(part.answers()).hasSize((int) expected);
    }
    assertThat(binned).containsExactlyInAnyOrderElementsOf(answers);
    assertThat(exact / answers.size()).isCloseTo(whole.value(MetricName.EXACT_MATCH), within(1e-9));
    assertThat(loss / scores.stream().mapToInt(ReferenceScore::tokens).sum())
        .isCloseTo(whole.value(MetricName.LOSS), within(1e-9));
  }

  @Test
  void emptySequencesHaveABinOfTheirOwn() {
    assertThat(List.of(Bins.of(0, 5), Bins.of(1, 5), Bins.of(5, 5), Bins.of(6, 5)))
        .containsExactly(-1, 0, 0, 1);
    assertThat(List.of(Bins.middle(-1, 5), Bins.middle(0, 5), Bins.middle(1, 5)))
        .containsExactly(0.0, 3.0, 8.0);
  }

  private static EvaluationResult result(List<Answer> answers, List<ReferenceScore> scores) {
    return new EvaluationResult(answers, scores, Tokenizer.WORD);
  }

  private static Answer answer(String tokens, String reference) {
    return new Answer(
        List.of("s"), List.of(reference.split(" ")), List.of(tokens.split(" ")), -1, List.of());
  }
}
