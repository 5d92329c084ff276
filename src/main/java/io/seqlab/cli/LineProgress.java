package io.seqlab.cli;

import io.seqlab.result.RunKey;
import io.seqlab.result.Validation;
import java.io.PrintStream;
import java.time.Duration;

/** Plain lines: validations, and in between one now and then, so that a log shows life. */
final class LineProgress extends ProgressDisplay {
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();

  private long last = System.nanoTime();

  LineProgress(PrintStream screen) {
    super(screen);
  }

  @Override
  public void progressed(RunKey run, Progress progress) {
    if (System.nanoTime() - last >= PAUSE) {
      line(RunLines.progress(progress));
      last = System.nanoTime();
    }
  }

  @Override
  public void validated(RunKey run, Validation validation) {
    if (System.nanoTime() - last >= PAUSE) {
      line(RunLines.validated(validation));
      last = System.nanoTime();
    }
  }
}
