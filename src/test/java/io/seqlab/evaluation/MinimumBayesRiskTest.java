package io.seqlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.cancellation.CancelledException;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.decode.Ensemble;
import io.seqlab.decode.Wanted;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Minimum Bayes risk against a sum over all pairs of samples. */
class MinimumBayesRiskTest {
  private static final int SAMPLES = 12;
  private static final Vocabulary LETTERS = new Vocabulary(List.of("a", "b", "c", "d", "e"));
  private static final List<Example> EXAMPLES =
      List.of(
          new Example(List.of("a", "b", "c"), List.of()),
          new Example(List.of("e"), List.of()),
          new Example(List.of("d", "d", "a", "b", "c"), List.of()));

  private static List<List<Answer>> decode(ModelFixture fixture, String decoding, int answers) {
    return decode(fixture, decoding, answers, Cancellation.NONE);
  }

  private static List<List<Answer>> decode(
      ModelFixture fixture, String decoding, int answers, Cancellation cancellation) {
    DecodingSpec spec = SpecReader.read(decoding, "decoding", DecodingSpec.class);
    return new ExampleDecoder(
            Ensemble.of(fixture.model()),
            fixture.manager(),
            new Vocabularies(LETTERS, LETTERS),
            Tokenizer.WORD,
            spec,
            cancellation)
        .decode(EXAMPLES, Wanted.TOKENS.of(answers).withLogProbabilities());
  }

  @ParameterizedTest
  @EnumSource(
      value = MetricName.class,
      names = {"BLEU", "CHRF", "TER", "EDIT_DISTANCE", "TOKEN_ACCURACY", "EXACT_MATCH"})
  void theAnswerHasTheHighestMeanUtilityOverTheSamples(MetricName metric) {
    ToDoubleBiFunction<List<String>, List<String>> utility =
        MinimumBayesRisk.utility(metric, Tokenizer.WORD);
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.families().get(1).spec(), 71)) {
      String sampling = "{sample: true, seed: 4, max_length: 4, temperature: 0.7%s}";
      List<List<Answer>> samples = decode(fixture, sampling.formatted(""), SAMPLES);
      String mbr = ", mbr_samples: %d, mbr_utility: %s".formatted(SAMPLES, metric.key());
      List<List<Answer>> best = decode(fixture, sampling.formatted(mbr), 3);
      for (int i = 0; i < EXAMPLES.size(); i++) {
        List<List<String>> drawn = samples.get(i).stream().map(Answer::tokens).toList();
        assertThat(drawn).hasSize(SAMPLES);
        double highest =
            drawn.stream().mapToDouble(h -> mean(utility, h, drawn)).max().orElseThrow();
        List<Double> found =
            best.get(i).stream().map(answer -> mean(utility, answer.tokens(), drawn)).toList();
        assertThat(found.get(0)).isCloseTo(highest, within(1e-12));
        assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(best.get(i).stream().map(Answer::tokens)).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void canBeCancelledBetweenAnyTwoComparisons() {
    String sampling = "{sample: true, seed: 4, max_length: 4, temperature: 0.7%s}";
    String mbr = sampling.formatted(", mbr_samples: " + SAMPLES);
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.families().get(1).spec(), 71)) {
      List<List<Answer>> samples = decode(fixture, sampling.formatted(""), SAMPLES);
      long comparisons =
          samples.stream()
              .map(drawn -> drawn.stream().map(Answer::tokens).distinct().count())
              .mapToLong(different -> different * different)
              .sum();
      AtomicLong polls = new AtomicLong();
      decode(fixture, mbr, 1, () -> polls.incrementAndGet() < 0);
      assertThat(polls.get()).isGreaterThan(comparisons);
      long last = polls.getAndSet(0);
      assertThatThrownBy(() -> decode(fixture, mbr, 1, () -> polls.incrementAndGet() == last))
          .isInstanceOf(CancelledException.class);
    }
  }

  private static double mean(
      ToDoubleBiFunction<List<String>, List<String>> utility,
      List<String> hypothesis,
      List<List<String>> samples) {
    return samples.stream().mapToDouble(r -> utility.applyAsDouble(hypothesis, r)).sum() / SAMPLES;
  }
}
