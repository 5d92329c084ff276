package io.seqlab.data.core;

import java.util.List;

/** A split in numbers: pairs used, pairs left out and why, and both sides. */
public record SplitStats(int pairs, int empty, int tooLong, SideStats source, SideStats target) {

  /** Counts the examples of a split, which has at least one. */
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
