package io.seqlab.data.core;

import java.util.List;

/**
 * The examples of one split, and how many pairs of its files were left out: those with an empty
 * side, and in training those longer than the task's {@code max_length}.
 */
public record SplitExamples(List<Example> examples, int empty, int tooLong) {
  public SplitExamples {
    examples = List.copyOf(examples);
  }

  /** Examples of a generator, which leaves nothing out. */
  public static SplitExamples generated(List<Example> examples) {
    return new SplitExamples(examples, 0, 0);
  }
}
