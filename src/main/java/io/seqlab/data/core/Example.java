package io.seqlab.data.core;

import java.util.List;
import java.util.stream.Stream;

/**
 * A source sequence and its target sequence, in tokens.
 *
 * @param alignment gold alignment between source and target tokens; empty if the task has none
 * @param otherReferences further references, beside the target, for metrics of text
 */
public record Example(
    List<String> source,
    List<String> target,
    List<AlignmentLink> alignment,
    List<List<String>> otherReferences) {
  public Example {
    source = List.copyOf(source);
    target = List.copyOf(target);
    alignment = List.copyOf(alignment);
    otherReferences = List.copyOf(otherReferences);
  }

  /** An example with one reference. */
  public Example(List<String> source, List<String> target, List<AlignmentLink> alignment) {
    this(source, target, alignment, List.of());
  }

  /** An example without a gold alignment. */
  public Example(List<String> source, List<String> target) {
    this(source, target, List.of());
  }

  /** All references, the target first. */
  public List<List<String>> references() {
    return Stream.concat(Stream.of(target), otherReferences.stream()).toList();
  }
}
