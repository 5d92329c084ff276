package io.seqlab.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.study.slurm.Submission.SubmittedRun;
import io.seqlab.study.worker.ElementLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final ElementLog SILENT = new ElementLog("", false);
  private static final SubmittedRun RUN = new SubmittedRun("runs/a/s1", 100, 0, 1);
  private static final JobEnd TIMEOUT = new JobEnd("TIMEOUT", 143, false);
  private static final JobEnd FAILED = new JobEnd("FAILED", 2, false);

  private static Retry.Ending ending(JobEnd end) {
    return new Retry.Ending(end, true, new ElementLog("the last line", false), false);
  }

  @Test
  void withANewCheckpointItIsSubmittedWithoutEnd() {
    Retry retry = Retry.of(new SubmittedRun("a", 100, 1, 1), ending(TIMEOUT), true, 150);
    assertThat(retry.again()).isEqualTo(new SubmittedRun("a", 150, 0, 1));
  }

  @Test
  void twoJobsWithoutANewCheckpointFailIt() {
    Retry first = Retry.of(RUN, ending(TIMEOUT), true, 100);
    assertThat(first.again().attempts()).isEqualTo(1);
    Retry second = Retry.of(first.again(), ending(TIMEOUT), true, 100);
    assertThat(second.again()).isNull();
    assertThat(second.reason())
        .contains("ran out of time 2 times without a new checkpoint", "--slurm time=");
  }

  @Test
  void outOfMemoryDoublesOnce() {
    JobEnd end = new JobEnd("OUT_OF_MEMORY", 0, false);
    Retry first = Retry.of(RUN, ending(end), true, 100);
    assertThat(first.again().memory()).isEqualTo(2);
    Retry second = Retry.of(first.again(), ending(end), true, 300);
    assertThat(second.again()).isNull();
    assertThat(second.reason()).contains("also with twice as much");
    Retry killed =
        Retry.of(
            RUN,
            new Retry.Ending(
                new JobEnd("CANCELLED", 137, false), true, new ElementLog("", true), false),
            true,
            0);
    assertThat(killed.again().memory()).isEqualTo(2);
  }

  @Test
  void cancelledAndErrorsFail() {
    assertThat(Retry.of(RUN, ending(new JobEnd("CANCELLED", 0, false)), true, 200).again())
        .isNull();
    Retry error = Retry.of(RUN, ending(FAILED), true, 200);
    assertThat(error.again()).isNull();
    assertThat(error.reason()).contains("exit code 2 ('the last line')");
    Retry invisible = Retry.of(RUN, new Retry.Ending(FAILED, false, SILENT, false), true, 0);
    assertThat(invisible.reason()).contains("does its node see the folder");
  }

  /** Who runs the command again wants what was cancelled or had failed to be tried again. */
  @Test
  void whatHadEndedBeforeTheCommandIsSubmittedAgain() {
    for (JobEnd end : List.of(new JobEnd("CANCELLED", 0, false), FAILED)) {
      Retry retry = Retry.of(RUN, new Retry.Ending(end, true, SILENT, true), true, 200);
      assertThat(retry.again()).isEqualTo(new SubmittedRun("runs/a/s1", 200, 0, 1));
    }
  }

  @Test
  void runsThatTheElementHadNotReachedAreNotCounted() {
    assertThat(Retry.of(RUN, ending(TIMEOUT), false, 100).again()).isEqualTo(RUN);
    assertThat(Retry.of(RUN, ending(FAILED), false, 100).again()).isEqualTo(RUN);
  }
}
