package io.seqlab.probe.slices;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.probe.SlicesProbeSpec;
import io.seqlab.config.probe.SlicesProbeSpec.By;
import io.seqlab.data.TaskData;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.evaluation.Answer;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices of three outputs, counted by hand. */
class SlicesProbeTest {
  private static final List<String> SOURCE = List.of("s", "s", "s", "s");
  private static final List<Example> EXAMPLES =
      List.of(
          new Example(
              SOURCE, List.of("a", "a"), List.of(new AlignmentLink(3, 0), new AlignmentLink(0, 1))),
          new Example(SOURCE, List.of("a", "b", "a", "c")),
          new Example(
              SOURCE,
              List.of("a", "b"),
              List.of(new AlignmentLink(3, 0), new AlignmentLink(1, 0))));
  private static final List<String> OUTPUTS = List.of("a a", "a c a", "b b");

  private static List<Measurement> slices(By by, int bin) {
    TaskData taskData = ProbeContexts.taskData(EXAMPLES);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < OUTPUTS.size(); i++) {
      Example e = EXAMPLES.get(i);
      List<String> tokens = List.of(OUTPUTS.get(i).split(" "));
      answers.add(new Answer(e.source(), e.target(), tokens, -1, List.of()));
    }
    SlicesProbeSpec spec = new SlicesProbeSpec(List.of(by), List.of(MetricName.EXACT_MATCH), bin);
    return new SlicesProbe(spec)
        .slices(new EvaluationResult(answers, List.of(), Tokenizer.WORD), taskData);
  }

  @Test
  void slicesExamplesByTargetLength() {
    assertThat(slices(By.TARGET_LENGTH, 1))
        .containsExactly(
            new Measurement("exact_match", "target_length", 2, 0.5, 2),
            new Measurement("exact_match", "target_length", 4, 0, 1));
    assertThat(slices(By.TARGET_LENGTH, 4))
        .containsExactly(new Measurement("exact_match", "target_length", 2.5, 1.0 / 3, 3));
  }

  @Test
  void slicesTokensByPosition() {
    assertThat(slices(By.POSITION, 1))
        .containsExactly(
            new Measurement("token_accuracy", "position", 1, 2.0 / 3, 3),
            new Measurement("token_accuracy", "position", 2, 2.0 / 3, 3),
            new Measurement("token_accuracy", "position", 3, 1, 3), // two ends, and a
            new Measurement("token_accuracy", "position", 4, 0, 1),
            new Measurement("token_accuracy", "position", 5, 0, 1)); // the end is too early
  }

  @Test
  void slicesTokensByPowersOfTwoOfFrequency() {
    // The training targets have a five times, b twice, c once, and end three times.
    assertThat(slices(By.FREQUENCY, 1))
        .containsExactly(
            new Measurement("token_accuracy", "log2_frequency", 0, 0, 1),
            new Measurement("token_accuracy", "log2_frequency", 1, 0.6, 5),
            new Measurement("token_accuracy", "log2_frequency", 2, 0.8, 5));
  }

  @Test
  void slicesTokensByAlignmentDistanceInSteps() {
    // The last source token and the first target token are one step apart, the first source token
    // and the second target token five. The nearer one of two links counts.
    assertThat(slices(By.ALIGNMENT_DISTANCE, 1))
        .containsExactly(
            new Measurement("token_accuracy", "alignment_distance", 1, 0.5, 2),
            new Measurement("token_accuracy", "alignment_distance", 5, 1, 1));
  }
}
