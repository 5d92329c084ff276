package io.seqlab.cli.progress;

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

/** A bar for each run at work, which gives way to the line that says what the run came to. */
final class BarDisplay extends ProgressDisplay {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int WHOLE = 1000;

  private final Map<RunKey, ProgressBar> bars = new ConcurrentHashMap<>();
  private final ProgressBars block;

  BarDisplay(PrintStream screen) {
    super(screen);
    block = new ProgressBars(screen);
  }

  @Override
  public void notice(String text) {
    block.printAbove(text);
  }

  @Override
  public void onRunStarted(RunKey run, int number, int total) {
    super.onRunStarted(run, number, total);
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(head(run))
            .setInitialMax(WHOLE)
            .setRenderer(new BarRenderer())
            .setConsumer(new Place(run))
            .setUpdateIntervalMillis((int) PAUSE.toMillis())
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
    bar.stepTo(Math.round(progress.fraction() * WHOLE));
    bar.setExtraMessage(RunMessages.progress(progress));
  }

  @Override
  public void onRunEnded(RunKey run, RunResult result, String message) {
    bars.remove(run).close();
    super.onRunEnded(run, result, message);
  }

  /** The line of a run's bar. */
  private final class Place extends ConsoleProgressBarConsumer {
    private final RunKey run;

    Place(RunKey run) {
      super(screen());
      this.run = run;
    }

    @Override
    public void accept(String line) {
      block.put(run, line);
    }

    @Override
    public void clear() {
      block.remove(run);
    }

    @Override
    public void close() {
      block.remove(run);
    }
  }
}
