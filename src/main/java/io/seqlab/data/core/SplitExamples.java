package io.seqlab.data.core;

import java.util.List;

/**
 * The examples of one split, and the number of pairs skipped in training: those with an empty side,
 * and those longer than the task's {@code max_length}.
 */
public record SplitExamples(List<Example> examples, int empty, int tooLong) {
  public SplitExamples {
    examples = List.copyOf(examples);
  }

  /** Generated examples, none skipped. */
  public static SplitExamples generated(List<Example> examples) {
    return new SplitExamples(examples, 0, 0);
  }
}
