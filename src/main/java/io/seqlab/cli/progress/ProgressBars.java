package io.seqlab.cli.progress;

import io.seqlab.result.record.RunKey;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Redraws one line per active run at the bottom of a terminal. */
final class ProgressBars {
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_BELOW = "\r\u001b[J";

  private final PrintStream screen;
  private final Map<RunKey, String> lines = new LinkedHashMap<>();
  private int height;

  ProgressBars(PrintStream screen) {
    this.screen = screen;
  }

  /** Redraws the line of a run, which must not be wider than the terminal. */
  synchronized void put(RunKey run, String line) {
    lines.put(run, line);
    draw("");
  }

  /** Removes the line of a run. */
  synchronized void remove(RunKey run) {
    lines.remove(run);
    draw("");
  }

  /** Prints a permanent line above the others. */
  synchronized void printAbove(String line) {
    draw(line + "\n");
  }

  private void draw(String above) {
    String moveUp = height > 1 ? UP.formatted(height - 1) : "";
    screen.print(moveUp + CLEAR_BELOW + above + String.join("\n", lines.values()));
    screen.flush();
    height = lines.size();
  }
}
