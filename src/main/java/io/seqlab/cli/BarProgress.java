package io.seqlab.cli;

import io.seqlab.result.RunKey;
import io.seqlab.result.RunResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar for the run at work, which gives way to the line that says what the run came to. */
final class BarProgress extends ProgressDisplay {
  private static final long PAUSE = Duration.ofMillis(100).toNanos();
  private static final int WHOLE = 1000;

  private ProgressBar bar;
  private long last;

  BarProgress(PrintStream screen) {
    super(screen);
  }

  @Override
  public void runStarted(RunKey run, int number, int of) {
    super.runStarted(run, number, of);
    bar =
        new ProgressBarBuilder()
            .setTaskName(head())
            .setInitialMax(WHOLE)
            .setRenderer(new BarText())
            .setConsumer(new Place())
            .setUpdateIntervalMillis(200)
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public void phase(RunKey run, Phase phase) {
    if (phase != Phase.TRAINING) {
      bar.setExtraMessage(phase.name().toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public void progressed(RunKey run, Progress progress) {
    if (System.nanoTime() - last >= PAUSE) {
      bar.stepTo(Math.round(progress.fraction() * WHOLE));
      bar.setExtraMessage(RunLines.progress(progress));
      last = System.nanoTime();
    }
  }

  @Override
  public void runEnded(RunKey run, RunResult result, String message) {
    if (bar != null) {
      bar.close();
    }
    super.runEnded(run, result, message);
  }

  /** The line of the bar, which leaves no empty line behind. */
  private final class Place extends ConsoleProgressBarConsumer {
    Place() {
      super(screen());
    }

    @Override
    public void close() {
      screen().flush();
    }
  }
}
