package io.seqlab.study.plan;

import io.seqlab.data.core.SideStats;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.core.SplitStats;

/**
 * Size statistics of a split.
 *
 * @param empty pairs skipped because a side is empty
 * @param tooLong pairs skipped in training because of their length
 */
public record SplitSummary(
    String name, int pairs, int empty, int tooLong, Side source, Side target) {

  /** Tokens, distinct tokens (types) and sequence lengths of one side, without end-of-sequence. */
  public record Side(long tokens, long types, int shortest, double mean, int longest) {
    private static Side of(SideStats side) {
      return new Side(
          side.tokens(), side.types(), side.shortest(), side.meanLength(), side.longest());
    }
  }

  public static SplitSummary of(String name, SplitExamples split) {
    SplitStats stats = SplitStats.of(split);
    return new SplitSummary(
        name,
        stats.pairs(),
        stats.empty(),
        stats.tooLong(),
        Side.of(stats.source()),
        Side.of(stats.target()));
  }
}
