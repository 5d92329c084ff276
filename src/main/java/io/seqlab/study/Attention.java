package io.seqlab.study;

import io.seqlab.result.AttentionMap;
import java.util.ArrayList;
import java.util.List;

/** Where a model looked, as it is kept in files. */
final class Attention {
  private static final String END = "</s>";

  private Attention() {}

  /** The weights of an answer, with the end of sequence written out on both sides. */
  static AttentionMap map(
      String name, List<String> source, List<String> output, List<float[]> attention) {
    List<String> read = new ArrayList<>(source);
    read.add(END);
    List<String> written = new ArrayList<>(output);
    if (attention.size() > written.size()) {
      written.add(END);
    }
    return AttentionMap.of(name, read, written, attention.toArray(new float[0][]));
  }
}
