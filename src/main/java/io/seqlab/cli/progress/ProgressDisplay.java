package io.seqlab.cli.progress;

import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.study.plan.MatchedWidth;
import io.seqlab.study.run.StudyListener;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows how a study goes: a line for each run that is over, and what a kind of screen allows. */
public abstract class ProgressDisplay implements StudyListener {
  private final PrintStream screen;
  private final Map<RunKey, String> heads = new ConcurrentHashMap<>();

  ProgressDisplay(PrintStream screen) {
    this.screen = screen;
  }

  /** Bars on a terminal, plain lines in a pipe or in continuous integration. */
  public static ProgressDisplay on(PrintStream screen) {
    return Terminal.isInteractive() ? new BarDisplay(screen) : new LineDisplay(screen);
  }

  final PrintStream screen() {
    return screen;
  }

  /** Which run this is, for the beginning of a line. */
  final String head(RunKey run) {
    return heads.get(run);
  }

  /** A line about a run, which stays. */
  final void line(RunKey run, String text) {
    notice(head(run) + ": " + text);
  }

  /** A line about the study, which stays. */
  public void notice(String text) {
    screen.println(text);
  }

  @Override
  public void onWidthMatched(String variant, MatchedWidth width) {
    screen.println(variant + ", matched: " + width);
  }

  @Override
  public void onRunStarted(RunKey run, int number, int total) {
    heads.put(run, RunMessages.head(run, number, total));
  }

  @Override
  public void onRunSkipped(RunKey run, int number, int total) {
    heads.put(run, RunMessages.head(run, number, total));
    line(run, "done before");
  }

  @Override
  public void onRunEnded(RunKey run, RunResult result, String message) {
    line(run, RunMessages.ended(result, message));
  }
}
