package io.seqlab.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of Slurm 22.05, recorded. */
class JobEndTest {
  private static final String LINE =
      "JobId=14 ArrayJobId=13 ArrayTaskId=1 JobName=seqlab-1 UserId=root(0) Priority=4294901750"
          + " JobState=%s Reason=%s Dependency=(null) Requeue=1 Restarts=0 BatchFlag=1 ExitCode=%s"
          + " RunTime=%s TimeLimit=%s TimeMin=N/A NodeList=n1 Comment= ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COMPLETED     | None           | 0:0   | 00:00:41   | 00:11:00   | its job ended with exit code 0
          TIMEOUT       | TimeLimit      | 0:15  | 01:00:12   | 01:00:00   | its job ran out of time
          FAILED        | NonZeroExitCode| 143:0 | 00:59:02   | 01:00:00   | its job ran out of time
          FAILED        | NonZeroExitCode| 143:0 | 1-00:59:02 | 2-01:00:00 | its job was killed (signal 15)
          FAILED        | RaisedSignal:53| 0:53  | 00:00:00   | 00:11:00   | its node could not write the log of its job
          FAILED        | RaisedSignal:9 | 0:9   | 00:00:41   | 00:11:00   | its job was killed (signal 9)
          FAILED        | NonZeroExitCode| 2:0   | 00:00:02   | UNLIMITED  | its job ended with exit code 2
          OUT_OF_MEMORY | OutOfMemory    | 0:125 | 00:00:02   | UNLIMITED  | its job ran out of memory
          NODE_FAIL     | NodeDown       | 1:0   | 00:00:02   | UNLIMITED  | the node of its job failed
          PREEMPTED     | None           | 0:15  | 00:00:02   | UNLIMITED  | its job was preempted
          CANCELLED     | None           | 0:15  | 00:00:02   | UNLIMITED  | its job was cancelled
          """)
  void readsScontrol(
      String state, String reason, String exit, String run, String limit, String described) {
    JobEnd end = JobEnd.ofScontrol(LINE.formatted(state, reason, exit, run, limit));
    assertThat(end.describe()).isEqualTo(described);
    assertThat(end.isActive()).isFalse();
    assertThat(end.isSuccess()).isEqualTo(state.equals("COMPLETED"));
    assertThat(end.isError()).isEqualTo(exit.equals("2:0") || exit.equals("0:53"));
  }

  @Test
  void requeuedElementHasNotEnded() {
    String line = LINE.formatted("PENDING", "BeginTime", "0:0", "00:00:00", "00:11:00");
    assertThat(JobEnd.ofScontrol(line).isActive()).isTrue();
  }

  @Test
  void readsSacct() {
    assertThat(JobEnd.ofSacct("CANCELLED by 1000", "0:15").isCancelled()).isTrue();
    assertThat(JobEnd.ofSacct("OUT_OF_MEMORY", "0:125").isOutOfMemory()).isTrue();
    assertThat(JobEnd.ofSacct("FAILED", "1:0").isError()).isTrue();
  }
}
