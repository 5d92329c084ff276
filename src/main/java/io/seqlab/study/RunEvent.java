package io.seqlab.study;

import io.seqlab.result.Json;
import io.seqlab.result.RunResult;
import io.seqlab.result.Validation;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a worker process tells of its run: one line of JSON. Exactly one part is given, the others
 * are null.
 */
record RunEvent(
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

  static RunEvent of(StudyListener.Phase phase) {
    return new RunEvent(phase, null, null, null);
  }

  static RunEvent of(StudyListener.Progress progress) {
    return new RunEvent(null, progress, null, null);
  }

  static RunEvent of(Validation validation) {
    return new RunEvent(null, null, validation, null);
  }

  static RunEvent of(Ended ended) {
    return new RunEvent(null, null, null, ended);
  }

  /** Reads a line; fails if it is something else that the process has printed. */
  static RunEvent parse(String line) throws IOException {
    return Json.parse(Path.of("events of a run"), line, RunEvent.class);
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
