package io.seqlab.study.run;

import java.util.Optional;

/**
 * How the execution of a run ended.
 *
 * @param failure empty if it is done or stopped, or if another process owns it
 * @param owner the other process that owns the run, so that this one has not finished it
 */
public record RunOutcome(Optional<Failure> failure, Optional<String> owner) {

  /** Executed by this process to its end, or until cancelled. */
  public static RunOutcome ended(Optional<Failure> failure) {
    return new RunOutcome(failure, Optional.empty());
  }

  /** Owned by another process, whose description is empty if it has just ended. */
  public static RunOutcome ownedBy(Optional<String> owner) {
    return new RunOutcome(Optional.empty(), Optional.of(owner.orElse("another process")));
  }
}
