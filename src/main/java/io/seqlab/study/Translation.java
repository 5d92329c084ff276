package io.seqlab.study;

import io.seqlab.probe.Answer;
import io.seqlab.result.AttentionMap;

/**
 * A trained model's output for one line.
 *
 * @param text of the output
 * @param logProbability of it, in nats
 * @param answer its tokens and those of the source, and the attention between them if the model has
 *     any
 */
public record Translation(String text, double logProbability, Answer answer) {
  /** The attention as it is drawn and written; end-of-sequence stands on both sides. */
  public AttentionMap attention(String name) {
    return Attention.map(name, answer);
  }
}
