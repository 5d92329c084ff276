package io.seqlab.data.core;

import java.util.List;

/** Statistics of a split: pairs used, pairs skipped by reason, sources and targets. */
public record SplitStats(int pairs, int empty, int tooLong, SideStats source, SideStats target) {

  /** Statistics of a split with at least one example. */
  public static SplitStats of(SplitExamples split) {
    List<Example> examples = split.examples();
    return new SplitStats(
        examples.size(),
        split.empty(),
        split.tooLong(),
        SideStats.of(examples.stream().map(Example::source).toList()),
        SideStats.of(examples.stream().map(Example::target).toList()));
  }
}
