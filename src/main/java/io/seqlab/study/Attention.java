package io.seqlab.study;

import io.seqlab.probe.Answer;
import io.seqlab.result.AttentionMap;
import java.util.ArrayList;
import java.util.List;

/** Where a model looked, as it is kept in files. */
final class Attention {
  private static final String END = "</s>";

  private Attention() {}

  /** The weights of an answer, with the end of sequence written out on both sides. */
  static AttentionMap map(String name, Answer answer) {
    List<String> source = new ArrayList<>(answer.source());
    source.add(END);
    List<String> output = new ArrayList<>(answer.tokens());
    if (answer.attention().size() > output.size()) {
      output.add(END);
    }
    return AttentionMap.of(name, source, output, answer.attention().toArray(new float[0][]));
  }
}
