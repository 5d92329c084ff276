package io.seqlab.study.worker;

import io.seqlab.result.file.Json;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Validation;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a worker process tells of its run: one line of JSON. Exactly one part is given, the others
 * are null.
 */
record WorkerEvent(
    StudyListener.Phase phase,
    StudyListener.Progress progress,
    Validation validation,
    Ended ended) {

  /**
   * The run is over.
   *
   * @param failure why it failed; null if it did not
   */
  record Ended(RunResult result, Failure failure) {}

  static WorkerEvent of(StudyListener.Phase phase) {
    return new WorkerEvent(phase, null, null, null);
  }

  static WorkerEvent of(StudyListener.Progress progress) {
    return new WorkerEvent(null, progress, null, null);
  }

  static WorkerEvent of(Validation validation) {
    return new WorkerEvent(null, null, validation, null);
  }

  static WorkerEvent of(Ended ended) {
    return new WorkerEvent(null, null, null, ended);
  }

  /** Reads a line; fails if it is something else that the process has printed. */
  static WorkerEvent parse(String line) throws IOException {
    return Json.parse(Path.of("events of a run"), line, WorkerEvent.class);
  }

  String line() throws IOException {
    return Json.line(this);
  }

  /** Tells the listener of a run. */
  void tell(RunContext run) {
    StudyListener listener = run.listener();
    if (phase != null) {
      listener.phase(run.key(), phase);
    } else if (progress != null) {
      listener.progressed(run.key(), progress);
    } else if (validation != null) {
      listener.validated(run.key(), validation);
    } else {
      String message = ended.failure() == null ? "" : ended.failure().message();
      listener.runEnded(run.key(), ended.result(), message);
    }
  }
}
