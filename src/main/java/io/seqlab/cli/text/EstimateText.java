package io.seqlab.cli.text;

import static io.seqlab.cli.text.Numbers.clock;
import static io.seqlab.cli.text.Numbers.count;

import io.seqlab.study.estimate.StudyEstimate;
import io.seqlab.study.estimate.StudyEstimate.VariantCost;
import java.util.Locale;

/** Formats a {@link StudyEstimate}. */
public final class EstimateText {
  private EstimateText() {}

  public static String of(StudyEstimate estimate) {
    Columns columns =
        new Columns("<>>>>>").row("estimate", "runs", "tokens/s", "one run", "all runs", "memory");
    for (VariantCost cost : estimate.variants()) {
      columns.row(
          cost.name(),
          count(cost.runs()),
          count(Math.round(cost.tokensPerSecond())),
          time(cost.seconds()),
          time(cost.totalSeconds()),
          memory(cost.peakMemoryMb()));
    }
    columns.row(
        "total",
        count(estimate.runs()),
        "",
        "",
        time(estimate.totalSeconds()),
        memory(estimate.peakMemoryMb()));
    String threads = estimate.threads() == 1 ? "1 thread" : estimate.threads() + " threads";
    return "%s\n%s\n  Estimated from a short timed run of each model with %s; total for %s; without probes.\n"
        .formatted(CheckText.of(estimate.check()), columns.text(), threads, order(estimate.jobs()));
  }

  private static String order(int jobs) {
    return jobs == 1
        ? "sequential runs"
        : jobs + " parallel runs, assuming that they do not slow each other down";
  }

  private static String time(double seconds) {
    return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", seconds) : clock(seconds);
  }

  private static String memory(double mb) {
    return Double.isNaN(mb) ? "unknown" : String.format(Locale.ROOT, "%,.0f MiB", mb);
  }
}
