package io.seqlab.data.core;

import java.util.List;

/**
 * A source sequence and its target sequence, in tokens.
 *
 * @param alignment gold alignment between source and target tokens; empty if the task has none
 */
public record Example(List<String> source, List<String> target, List<AlignmentLink> alignment) {
  public Example {
    source = List.copyOf(source);
    target = List.copyOf(target);
    alignment = List.copyOf(alignment);
  }

  /** An example without a gold alignment. */
  public Example(List<String> source, List<String> target) {
    this(source, target, List.of());
  }
}
