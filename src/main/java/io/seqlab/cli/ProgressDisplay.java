package io.seqlab.cli;

import io.seqlab.result.RunKey;
import io.seqlab.result.RunResult;
import io.seqlab.study.MatchedWidth;
import io.seqlab.study.StudyListener;
import java.io.PrintStream;

/** Shows how a study goes: a line for each run that is over, and what a kind of screen allows. */
abstract class ProgressDisplay implements StudyListener {
  private final PrintStream screen;
  private String head = "";

  ProgressDisplay(PrintStream screen) {
    this.screen = screen;
  }

  /** Bars on a terminal, plain lines in a pipe or in continuous integration. */
  static ProgressDisplay on(PrintStream screen) {
    return Terminal.isInteractive() ? new BarProgress(screen) : new LineProgress(screen);
  }

  /** Which run this is, for the beginning of a line. */
  final String head() {
    return head;
  }

  final PrintStream screen() {
    return screen;
  }

  final void line(String text) {
    screen.println(head + ": " + text);
  }

  @Override
  public void matched(String variant, MatchedWidth width) {
    screen.println(variant + ", matched: " + width);
  }

  @Override
  public void runStarted(RunKey run, int number, int of) {
    head = RunLines.head(run, number, of);
  }

  @Override
  public void runSkipped(RunKey run, int number, int of) {
    head = RunLines.head(run, number, of);
    line("done before");
  }

  @Override
  public void runEnded(RunKey run, RunResult result, String message) {
    line(RunLines.ended(result, message));
  }
}
