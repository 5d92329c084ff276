package io.seqlab.data;

import java.util.List;

/** A source sequence and its target sequence, in tokens. */
public record Example(List<String> source, List<String> target) {
  public Example {
    source = List.copyOf(source);
    target = List.copyOf(target);
  }
}
