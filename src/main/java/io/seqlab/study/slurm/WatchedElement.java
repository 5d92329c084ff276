package io.seqlab.study.slurm;

import io.seqlab.study.slurm.Submission.SubmittedRun;
import io.seqlab.study.worker.ElementFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An element of a submitted array, and what the watching command knows of it. */
final class WatchedElement {
  final Submission submission;
  final int index;
  final ElementFiles files;

  /** Its runs by their folder. */
  final Map<Path, SubmittedRun> runs;

  /** Whether it had ended, or was ending, when this command found it. */
  final boolean endedBefore;

  /** Whether the scheduler said last that it runs. */
  boolean running;

  /** When it was first missing in the queue, by the clock of this process; 0 if it is not. */
  long goneNanos;

  private long seen;
  private Optional<ElementFiles.Progress> progress = Optional.empty();

  WatchedElement(
      Submission submission,
      int index,
      ElementFiles files,
      Map<Path, SubmittedRun> runs,
      boolean endedBefore) {
    this.submission = submission;
    this.index = index;
    this.files = files;
    this.runs = runs;
    this.endedBefore = endedBefore;
  }

  /** The name of an element in the queue. */
  static String name(String submission, int index) {
    return submission + "_" + index;
  }

  String name() {
    return name(submission.name(), index);
  }

  /** Reads its progress file; whether it has changed. */
  boolean read() throws IOException {
    long time = files.progressTime();
    if (time == 0 || time == seen) {
      return false;
    }
    seen = time;
    progress = files.readProgress();
    return progress.isPresent();
  }

  /** What it wrote last; empty before its worker has started. */
  Optional<ElementFiles.Progress> progress() {
    return progress;
  }
}
