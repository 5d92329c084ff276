package io.seqlab.study.run;

import io.seqlab.config.measure.MetricName;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Validation;
import io.seqlab.result.search.SearchResults;
import io.seqlab.study.plan.MatchedWidth;

/**
 * Receives the progress of a study. Every method does nothing by default. Parallel runs call from
 * several threads.
 */
public interface StudyListener {
  enum Phase {
    TRAINING,
    VALIDATING,
    TESTING
  }

  /**
   * Progress of training.
   *
   * @param fraction of the budget used, 0 to 1
   * @param tokensPerSecond target tokens without padding, exponential moving average
   * @param secondsLeft until the budget is used up; NaN if unknown
   */
  record Progress(
      long step, double fraction, double loss, double tokensPerSecond, double secondsLeft) {}

  /**
   * A model's width was matched; called before any run starts.
   *
   * @param variant the model and its grid point
   */
  default void onWidthMatched(String variant, MatchedWidth width) {}

  /**
   * The search of a model at a grid point has ended; called before its runs start.
   *
   * @param by validation metric of the score
   */
  default void onChosen(String variant, SearchResults.Scored best, MetricName by) {}

  /** Jobs were submitted to a scheduler, or found there. */
  default void onJobs(String message) {}

  /** A run starts, or resumes from a checkpoint; number counts from 1. */
  default void onRunStarted(RunKey run, int number, int total) {}

  /** A run is skipped because it is already finished. */
  default void onRunSkipped(RunKey run, int number, int total) {}

  /** Another process has taken over a run that was to be executed here, or had started here. */
  default void onRunElsewhere(RunKey run, String owner) {}

  /** Another process has finished a run while this one executed other runs or waited for it. */
  default void onRunDoneElsewhere(RunKey run, int number, int total) {}

  /**
   * No run is left but those that other processes execute, which are waited for.
   *
   * @param owner one of these processes
   */
  default void onWaiting(int runs, String owner) {}

  /** Another process writes the tables of the study, which is waited for. */
  default void onWaitingForTables(String owner) {}

  /**
   * Whether the process that owns a run, or its jobs, still lives is not known; that is awaited.
   */
  default void onWaitingForOwner(String owner) {}

  default void onPhase(RunKey run, Phase phase) {}

  /** Called after every training step; must be fast. */
  default void onProgress(RunKey run, Progress progress) {}

  /** Something about the collected results that the user should know. */
  default void onWarning(String message) {}

  /** Something about a run that the user should know; it continues. */
  default void onWarning(RunKey run, String message) {}

  default void onValidation(RunKey run, Validation validation) {}

  /** A run is done, failed or stopped; the message is the error of a failed run, else empty. */
  default void onRunEnded(RunKey run, RunResult result, String message) {}
}
