package io.seqlab.study.worker;

import io.seqlab.result.file.Json;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Validation;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunOutcome;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.util.Optional;

/** A message from a worker process, as one JSON line. Exactly one component is not null. */
record WorkerEvent(
    StudyListener.Phase phase,
    StudyListener.Progress progress,
    Validation validation,
    String warning,
    Ended ended) {

  /**
   * The run has ended.
   *
   * @param result null if another process owned the run from the start
   * @param failure null unless it failed
   * @param owner null unless another process owns the run
   */
  record Ended(RunResult result, Failure failure, String owner) {
    static Ended of(RunResult result, RunOutcome outcome) {
      return new Ended(result, outcome.failure().orElse(null), outcome.owner().orElse(null));
    }

    RunOutcome outcome() {
      return new RunOutcome(Optional.ofNullable(failure), Optional.ofNullable(owner));
    }
  }

  static WorkerEvent of(StudyListener.Phase phase) {
    return new WorkerEvent(phase, null, null, null, null);
  }

  static WorkerEvent of(StudyListener.Progress progress) {
    return new WorkerEvent(null, progress, null, null, null);
  }

  static WorkerEvent of(Validation validation) {
    return new WorkerEvent(null, null, validation, null, null);
  }

  static WorkerEvent of(String warning) {
    return new WorkerEvent(null, null, null, warning, null);
  }

  static WorkerEvent of(Ended ended) {
    return new WorkerEvent(null, null, null, null, ended);
  }

  /** Parses a line; throws CorruptFileException for other output of the process. */
  static WorkerEvent parse(String line) throws IOException {
    return Json.parseMessage("worker event", line, WorkerEvent.class);
  }

  /** Forwards the event to the listener of the run. */
  void forward(RunContext run) {
    StudyListener listener = run.listener();
    if (phase != null) {
      listener.onPhase(run.key(), phase);
    } else if (progress != null) {
      listener.onProgress(run.key(), progress);
    } else if (validation != null) {
      listener.onValidation(run.key(), validation);
    } else if (warning != null) {
      listener.onWarning(run.key(), warning);
    } else if (ended.owner() == null) {
      String message = ended.failure() == null ? "" : ended.failure().message();
      listener.onRunEnded(run.key(), ended.result(), message);
    }
  }
}
