package io.seqlab.cli.progress;

import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Renders a progress bar: {@code [2/12] luong, seed 1 ██████░░░░░░ 50 % step 240, …}. */
final class BarRenderer implements ProgressBarRenderer {
  private static final int WIDTH = 20;

  @Override
  public String render(ProgressState state, int maxLength) {
    return line(
        state.getTaskName(), state.getNormalizedProgress(), state.getExtraMessage(), maxLength);
  }

  /** The line, truncated to {@code maxLength}. */
  static String line(String label, double fraction, String message, int maxLength) {
    double clamped = Math.max(0, Math.min(1, fraction));
    int filled = (int) Math.round(clamped * WIDTH);
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    String line =
        "%s %s %3.0f %%  %s".formatted(label, bar, clamped * 100, message).stripTrailing();
    return line.length() <= maxLength ? line : line.substring(0, Math.max(0, maxLength));
  }
}
