package io.seqlab.cli.progress;

import static io.seqlab.cli.text.Numbers.clock;
import static io.seqlab.cli.text.Numbers.count;

import io.seqlab.config.measure.MetricName;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Validation;
import io.seqlab.result.search.SearchResults;
import io.seqlab.study.run.StudyListener.Progress;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Messages about a run, the same in all displays. */
public final class RunMessages {
  private RunMessages() {}

  /** {@code [2/12] bahdanau, seed 1}. */
  static String label(RunKey run, int number, int total) {
    return "[%d/%d] %s".formatted(number, total, run);
  }

  /** {@code step 240, 35,210 tokens/s, loss 0.812, 0:42 left}. */
  static String progress(Progress progress) {
    String speed =
        Double.isFinite(progress.tokensPerSecond())
            ? String.format(Locale.ROOT, "%,.0f tokens/s, ", progress.tokensPerSecond())
            : ""; // unknown before the second step
    String line =
        String.format(
            Locale.ROOT, "step %,d, %sloss %.3f", progress.step(), speed, progress.loss());
    return Double.isFinite(progress.secondsLeft())
        ? line + ", " + clock(progress.secondsLeft()) + " left"
        : line;
  }

  /** {@code step 400, validation: loss 0.412, exact_match 0.871}. */
  static String validated(Validation validation) {
    return String.format(Locale.ROOT, "step %,d, validation: ", validation.step())
        + scores(validation.scores());
  }

  /**
   * {@code rnn: chosen training.optimizer.learning_rate 0.00316 (trial 5, validation loss 0.412)}.
   */
  static String chosen(String variant, SearchResults.Scored best, MetricName by) {
    String values =
        best.values().entrySet().stream()
            .map(value -> value.getKey() + " " + value.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s: chosen %s (trial %d, validation %s %.4g)",
        variant,
        values,
        best.number(),
        by.key(),
        best.score());
  }

  /** {@code process 4711 on host executes this run}. */
  static String elsewhere(String owner) {
    return owner + " executes this run";
  }

  /** {@code Waiting for 3 runs in another process (process 4711 on host)}. */
  static String waiting(int runs, String owner) {
    return "Waiting for %d %s in another process (%s)"
        .formatted(runs, runs == 1 ? "run" : "runs", owner);
  }

  /** A notice while another process writes the tables of the study. */
  public static String waitingForTables(String owner) {
    return "Waiting for another process that writes the tables (" + owner + ")";
  }

  /** A notice while it is not known whether a process still lives. */
  static String waitingForOwner(String owner) {
    return "Waiting until it is known whether " + owner + " still runs (a minute or two)";
  }

  /**
   * The metrics of a finished run (of a trial, its validation score), or why it failed or stopped.
   */
  static String ended(RunResult result, String message) {
    return switch (result.status()) {
      case DONE ->
          String.format(
              Locale.ROOT,
              "%s (%s in %s)",
              result.metrics().isEmpty() ? "training diverged" : scores(result.metrics()),
              count(result.steps(), "step"),
              clock(result.seconds()));
      case FAILED -> "failed: " + message;
      case STOPPED, RUNNING ->
          String.format(Locale.ROOT, "stopped at step %,d; rerun to resume", result.steps());
    };
  }

  private static String scores(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s %.4g", e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }
}
