package io.seqlab.study.plan;

import io.seqlab.data.core.SideStats;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.core.SplitStats;

/**
 * A split in numbers.
 *
 * @param empty pairs left out because a side is empty
 * @param tooLong pairs left out of training for their length
 */
public record SplitSummary(
    String name, int pairs, int empty, int tooLong, Side source, Side target) {

  /** Tokens, different tokens, and the lengths of the sequences; end-of-sequence is left out. */
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
