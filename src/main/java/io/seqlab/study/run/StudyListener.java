package io.seqlab.study.run;

import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Validation;
import io.seqlab.study.plan.MatchedWidth;

/**
 * Hears how a study goes, to show it. Every method may be left as it is. Runs that go on at once
 * call from several threads.
 */
public interface StudyListener {
  /** What a run is doing. */
  enum Phase {
    TRAINING,
    VALIDATING,
    TESTING
  }

  /**
   * How far training has come.
   *
   * @param fraction of the budget used, 0 to 1
   * @param tokensPerSecond real target tokens a second, over the last moments
   * @param secondsLeft to the end of the budget; NaN when not known yet
   */
  record Progress(
      long step, double fraction, double loss, double tokensPerSecond, double secondsLeft) {}

  /**
   * A width was chosen before anything runs.
   *
   * @param variant the model, and its point of the grid
   */
  default void matched(String variant, MatchedWidth width) {}

  /** A run begins, or goes on from a checkpoint; number counts from 1. */
  default void runStarted(RunKey run, int number, int of) {}

  /** A run is found finished from before. */
  default void runSkipped(RunKey run, int number, int of) {}

  default void phase(RunKey run, Phase phase) {}

  /** A step is done; called for every step, so it must be quick. */
  default void progressed(RunKey run, Progress progress) {}

  default void validated(RunKey run, Validation validation) {}

  /** A run is over; the message tells why it failed, and is empty if it did not. */
  default void runEnded(RunKey run, RunResult result, String message) {}
}
