package io.seqlab.data.core;

import java.util.List;

/**
 * A source sequence and its target sequence, in tokens.
 *
 * @param alignment which source tokens each target token comes from, as far as that is known by the
 *     making of the task; empty if it is not
 */
public record Example(List<String> source, List<String> target, List<AlignmentLink> alignment) {
  public Example {
    source = List.copyOf(source);
    target = List.copyOf(target);
    alignment = List.copyOf(alignment);
  }

  /** An example whose alignment is not known. */
  public Example(List<String> source, List<String> target) {
    this(source, target, List.of());
  }
}
