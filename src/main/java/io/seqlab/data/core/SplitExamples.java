package io.seqlab.data.core;

import java.util.List;

/** The examples of one split, and the pairs of its text that are not among them. */
public record SplitExamples(List<Example> examples, DroppedPairs dropped) {
  public SplitExamples {
    examples = ExampleStream.unmodifiable(examples);
  }

  /** Generated examples, none dropped. */
  public static SplitExamples generated(List<Example> examples) {
    return new SplitExamples(examples, DroppedPairs.NONE);
  }
}
