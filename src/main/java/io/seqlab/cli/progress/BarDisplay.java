package io.seqlab.cli.progress;

import io.seqlab.report.core.VisibleText;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A progress bar for each active run, replaced by a line with its result. */
final class BarDisplay extends ProgressDisplay {
  private static final Duration UPDATE_INTERVAL = Duration.ofMillis(200);
  private static final int BAR_MAX = 1000;

  private final Map<RunKey, ProgressBar> bars = new ConcurrentHashMap<>();
  private final ProgressBars lines;

  BarDisplay(PrintStream screen) {
    super(screen);
    lines = new ProgressBars(screen);
  }

  @Override
  void print(String line) {
    lines.printAbove(line);
  }

  @Override
  public void onRunStarted(RunKey run, int number, int total) {
    super.onRunStarted(run, number, total);
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(VisibleText.message(label(run)))
            .setInitialMax(BAR_MAX)
            .setRenderer(new BarRenderer())
            .setConsumer(new BarLine(run))
            .setUpdateIntervalMillis((int) UPDATE_INTERVAL.toMillis())
            .clearDisplayOnFinish()
            .build();
    bars.put(run, bar);
  }

  @Override
  public void onPhase(RunKey run, Phase phase) {
    if (phase != Phase.TRAINING) {
      bars.get(run).setExtraMessage(phase.name().toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public void onProgress(RunKey run, Progress progress) {
    ProgressBar bar = bars.get(run);
    bar.stepTo(Math.round(progress.fraction() * BAR_MAX));
    bar.setExtraMessage(RunMessages.progress(progress));
  }

  @Override
  public void onRunElsewhere(RunKey run, String owner) {
    bars.remove(run).close();
    super.onRunElsewhere(run, owner);
  }

  @Override
  public void onRunEnded(RunKey run, RunResult result, String message) {
    bars.remove(run).close();
    super.onRunEnded(run, result, message);
  }

  /** Passes the rendered bar of a run to the display. */
  private final class BarLine extends ConsoleProgressBarConsumer {
    private final RunKey run;

    BarLine(RunKey run) {
      super(screen);
      this.run = run;
    }

    @Override
    public void accept(String line) {
      lines.put(run, line);
    }

    @Override
    public void clear() {
      lines.remove(run);
    }

    @Override
    public void close() {
      lines.remove(run);
    }
  }
}
