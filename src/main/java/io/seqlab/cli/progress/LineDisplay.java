package io.seqlab.cli.progress;

import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Validation;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plain lines for logs: at most one progress or validation line per run every ten seconds. */
final class LineDisplay extends ProgressDisplay {
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

  private final Map<RunKey, Long> last = new ConcurrentHashMap<>();

  LineDisplay(PrintStream screen) {
    super(screen);
  }

  @Override
  public void onRunStarted(RunKey run, int number, int total) {
    super.onRunStarted(run, number, total);
    last.put(run, System.nanoTime());
  }

  @Override
  public void onProgress(RunKey run, Progress progress) {
    if (isDue(run)) {
      line(run, RunMessages.progress(progress));
    }
  }

  @Override
  public void onValidation(RunKey run, Validation validation) {
    if (isDue(run)) {
      line(run, RunMessages.validated(validation));
    }
  }

  private boolean isDue(RunKey run) {
    long now = System.nanoTime();
    boolean due = now - last.get(run) >= INTERVAL;
    if (due) {
      last.put(run, now);
    }
    return due;
  }
}
