package io.seqlab.cli.progress;

import io.seqlab.result.record.RunKey;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines at the bottom of a terminal that are drawn over and over, one for each run at work. */
final class ProgressBars {
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_BELOW = "\r\u001b[J";

  private final PrintStream screen;
  private final Map<RunKey, String> lines = new LinkedHashMap<>();
  private int drawn;

  ProgressBars(PrintStream screen) {
    this.screen = screen;
  }

  /** Draws the line of a run anew; it must not be wider than the screen. */
  synchronized void put(RunKey run, String line) {
    lines.put(run, line);
    draw("");
  }

  /** Takes the line of a run away. */
  synchronized void remove(RunKey run) {
    lines.remove(run);
    draw("");
  }

  /** Prints a line that stays, above all others. */
  synchronized void printAbove(String line) {
    draw(line + "\n");
  }

  private void draw(String above) {
    String back = drawn > 1 ? UP.formatted(drawn - 1) : "";
    screen.print(back + CLEAR_BELOW + above + String.join("\n", lines.values()));
    screen.flush();
    drawn = lines.size();
  }
}
