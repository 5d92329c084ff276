package io.seqlab.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.cli.text.Numbers;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.Validation;
import io.seqlab.study.run.StudyListener.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunMessagesTest {
  private static final RunKey RUN = new RunKey("luong", 2);

  private static RunResult result(RunStatus status) {
    return new RunResult(RUN, status, 10, 785, 61.4, 1, 1, 1, Map.of("exact_match", 0.98125));
  }

  @ParameterizedTest
  @CsvSource({"0,0:00", "59.6,1:00", "754,12:34", "3599.5,1:00:00", "11525,3:12:05"})
  void formatsDurations(double seconds, String expected) {
    assertThat(Numbers.clock(seconds)).isEqualTo(expected);
  }

  @Test
  void showsTimeLeftOnlyIfKnown() {
    assertThat(RunMessages.progress(new Progress(1240, 0.5, 0.8124, 35210.4, 42)))
        .isEqualTo("step 1,240, 35,210 tokens/s, loss 0.812, 0:42 left");
    assertThat(RunMessages.progress(new Progress(1, 0, 2, 10, Double.NaN))).doesNotContain("left");
    assertThat(RunMessages.progress(new Progress(1, 0, 2, Double.NaN, 10)))
        .isEqualTo("step 1, loss 2.000, 0:10 left");
  }

  @Test
  void showsScoresOrTheFailure() {
    assertThat(RunMessages.ended(result(RunStatus.DONE), ""))
        .isEqualTo("exact_match 0.9813 (785 steps in 1:01)");
    assertThat(RunMessages.ended(result(RunStatus.FAILED), "it diverged"))
        .isEqualTo("failed: it diverged");
    assertThat(RunMessages.ended(result(RunStatus.STOPPED), "")).contains("step 785");
  }

  @Property
  void barFitsTheTerminalWidth(
      @ForAll @DoubleRange(min = -1, max = 2) double fraction,
      @ForAll @IntRange(min = 0, max = 120) int width) {
    String line = BarRenderer.line("[1/12] rnn, seed 1", fraction, "step 3, loss 1.0", width);
    assertThat(line.length()).isLessThanOrEqualTo(width);
    assertThat(line.chars().filter(c -> c == '█' || c == '░').count()).isLessThanOrEqualTo(20);
  }

  @Test
  void printsOneLineForAShortRun() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LineDisplay lines = new LineDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    lines.onRunSkipped(new RunKey("rnn", 1), 1, 12);
    lines.onRunStarted(RUN, 2, 12);
    for (int step = 1; step <= 500; step++) {
      lines.onProgress(RUN, new Progress(step, step / 500.0, 1, 1, 1));
    }
    lines.onValidation(RUN, new Validation(500, 0, 1, 1, 1e-3, 1, Map.of("loss", 0.5)));
    lines.onRunEnded(RUN, result(RunStatus.DONE), "");
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "[1/12] rnn, seed 1: skipped (already done)",
            "[2/12] luong, seed 2: exact_match 0.9813 (785 steps in 1:01)");
  }

  @Test
  void linesOfConcurrentRunsNameTheirRun() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LineDisplay lines = new LineDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    RunKey other = new RunKey("rnn", 1);
    lines.onRunStarted(RUN, 1, 2);
    lines.onRunStarted(other, 2, 2);
    lines.onRunEnded(RUN, result(RunStatus.DONE), "");
    lines.onRunEnded(other, RunResult.started(other).with(RunStatus.FAILED), "it diverged");
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "[1/2] luong, seed 2: exact_match 0.9813 (785 steps in 1:01)",
            "[2/2] rnn, seed 1: failed: it diverged");
  }
}
