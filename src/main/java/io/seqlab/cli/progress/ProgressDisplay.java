package io.seqlab.cli.progress;

import io.seqlab.cli.text.StandardStreams;
import io.seqlab.config.measure.MetricName;
import io.seqlab.report.core.VisibleText;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.search.SearchResults;
import io.seqlab.study.plan.MatchedWidth;
import io.seqlab.study.run.StudyListener;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Displays the progress of a study: a line for each finished run, and live progress. */
public abstract class ProgressDisplay implements StudyListener {
  final PrintStream screen;
  private final Map<RunKey, String> labels = new ConcurrentHashMap<>();

  ProgressDisplay(PrintStream screen) {
    this.screen = screen;
  }

  /** Progress bars on a terminal, plain lines in a pipe or in continuous integration. */
  public static ProgressDisplay on(PrintStream screen) {
    return isInteractive() ? new BarDisplay(screen) : new LineDisplay(screen);
  }

  private static boolean isInteractive() {
    return StandardStreams.errorsAreTerminal()
        && System.getenv("CI") == null
        && !"dumb".equals(System.getenv("TERM"));
  }

  /** The label of a run, at the start of its lines. */
  final String label(RunKey run) {
    return labels.get(run);
  }

  /** Prints a permanent line about a run. */
  final void line(RunKey run, String text) {
    notice(label(run) + ": " + text);
  }

  /** Prints a permanent line about the study. */
  public final void notice(String text) {
    print(VisibleText.message(text));
  }

  /** Prints a permanent line without control characters. */
  void print(String line) {
    screen.println(line);
  }

  @Override
  public void onWidthMatched(String variant, MatchedWidth width) {
    notice(variant + ": matched width: " + width);
  }

  @Override
  public void onJobs(String message) {
    notice(message);
  }

  @Override
  public void onChosen(String variant, SearchResults.Scored best, MetricName by) {
    notice(RunMessages.chosen(variant, best, by));
  }

  @Override
  public void onRunStarted(RunKey run, int number, int total) {
    labels.put(run, RunMessages.label(run, number, total));
  }

  @Override
  public void onRunSkipped(RunKey run, int number, int total) {
    labels.put(run, RunMessages.label(run, number, total));
    line(run, "skipped (already done)");
  }

  @Override
  public void onWarning(String message) {
    notice("warning: " + message);
  }

  @Override
  public void onWarning(RunKey run, String message) {
    line(run, "warning: " + message);
  }

  @Override
  public void onRunElsewhere(RunKey run, String owner) {
    line(run, RunMessages.elsewhere(owner));
  }

  @Override
  public void onRunDoneElsewhere(RunKey run, int number, int total) {
    labels.put(run, RunMessages.label(run, number, total));
    line(run, "done by another process");
  }

  @Override
  public void onWaiting(int runs, String owner) {
    notice(RunMessages.waiting(runs, owner));
  }

  @Override
  public void onWaitingForTables(String owner) {
    notice(RunMessages.waitingForTables(owner));
  }

  @Override
  public void onWaitingForOwner(String owner) {
    notice(RunMessages.waitingForOwner(owner));
  }

  @Override
  public void onRunEnded(RunKey run, RunResult result, String message) {
    line(run, RunMessages.ended(result, message));
  }
}
