package io.seqlab.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.study.run.StudyListener;
import io.seqlab.study.slurm.Submission.SubmittedRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResubmissionTest {
  private static final SubmittedRun RUN = new SubmittedRun("runs/a/s1", 100, 1, 1);
  private static final SubmittedRun LARGE = new SubmittedRun("runs/b/s1", 100, 0, 2);

  private final List<String> warnings = new ArrayList<>();
  private final List<SubmittedRun> submitted = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private int attempts;

  private final StudyListener listener =
      new StudyListener() {
        @Override
        public void onWarning(String warning) {
          warnings.add(warning);
        }
      };

  private Resubmission resubmission(Duration question) {
    Resubmission resubmission = new Resubmission(listener, question);
    resubmission.add(List.of(RUN, LARGE));
    return resubmission;
  }

  private void submit(Resubmission resubmission, boolean refuse, boolean othersGoOn)
      throws IOException {
    resubmission.submit(
        runs -> {
          attempts++;
          if (refuse) {
            throw new SlurmException("queue full");
          }
          submitted.addAll(runs);
        },
        othersGoOn,
        (run, reason) -> failed.add(run.folder() + " " + reason));
  }

  @Test
  void whatIsRefusedIsRepeatedWhileOthersGoOn() throws IOException {
    Resubmission resubmission = resubmission(Duration.ZERO);
    submit(resubmission, true, true);
    submit(resubmission, true, true);
    assertThat(warnings).hasSize(1).first().asString().contains("queue full", "is repeated");
    assertThat(failed).hasSize(1).first().asString().contains("runs/b/s1", "was refused");
    submit(resubmission, false, true);
    submit(resubmission, false, true);
    assertThat(submitted).containsExactly(RUN);
  }

  @Test
  void attemptsHaveAPauseUnlessNothingElseGoesOn() throws IOException {
    Resubmission resubmission = resubmission(Duration.ofHours(1));
    submit(resubmission, true, true);
    int first = attempts;
    submit(resubmission, false, true);
    assertThat(attempts).isEqualTo(first);
    submit(resubmission, false, false);
    assertThat(submitted).containsExactly(RUN);
  }

  @Test
  void withoutOtherJobsARefusalEndsTheCommand() {
    assertThatThrownBy(() -> submit(resubmission(Duration.ZERO), true, false))
        .isInstanceOf(SlurmException.class)
        .hasMessageContaining("Rerun the command to continue them");
  }
}
