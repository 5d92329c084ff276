package io.seqlab.data.corpus;

import java.util.List;

/**
 * A source line and the parallel target line.
 *
 * @param otherReferences further targets of the same source
 */
public record TextPair(String source, String target, List<String> otherReferences) {
  public TextPair {
    otherReferences = List.copyOf(otherReferences);
  }

  /** A pair with one target. */
  public TextPair(String source, String target) {
    this(source, target, List.of());
  }
}
