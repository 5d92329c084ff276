package io.seqlab.cli.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seqlab.cli.text.StandardStreams;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.study.slurm.SlurmJobs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

/** What the commands say about jobs of an experiment. */
public final class JobCommands {
  private JobCommands() {}

  /** {@code job 12: 3 elements run, 5 wait (Resources)}; empty if there is none. */
  static String describe(SlurmJobs jobs) {
    if (jobs.ids().isEmpty()) {
      return "";
    }
    String reasons = jobs.reasons().isEmpty() ? "" : " (" + String.join(", ", jobs.reasons()) + ")";
    return "job %s: %d running, %d waiting%s"
        .formatted(String.join(", ", jobs.ids()), jobs.running(), jobs.waiting(), reasons);
  }

  /**
   * Asks on a terminal whether jobs that nobody watches are cancelled; keeps them elsewhere.
   *
   * @param rerun how to continue, as the words of a message
   */
  public static String afterInterrupt(Path experiment, String rerun) throws IOException {
    SlurmJobs jobs = SlurmJobs.of(experiment);
    if (jobs.ids().isEmpty()) {
      return "Stopped; %s to resume".formatted(rerun);
    }
    String answer = "";
    if (StandardStreams.errorsAreTerminal() && StandardStreams.inputIsTerminal()) {
      System.err.printf("Cancel %s? Type c to cancel, Enter to keep: ", describe(jobs));
      answer = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    }
    if (answer != null && answer.strip().equalsIgnoreCase("c")) {
      jobs.cancel();
      return "Cancelled; %s to resume".formatted(rerun);
    }
    return "Kept %s; %s to watch, seqlab cancel %s to cancel"
        .formatted(describe(jobs), rerun, experiment);
  }

  /** The jobs of an experiment; a message if the scheduler does not answer. */
  static SlurmJobs jobs(Path experiment) {
    try {
      return SlurmJobs.of(experiment);
    } catch (IOException e) {
      throw new ConfigException("the scheduler does not answer: " + e.getMessage(), e);
    }
  }
}
