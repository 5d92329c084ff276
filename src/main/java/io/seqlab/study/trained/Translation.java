package io.seqlab.study.trained;

import io.seqlab.result.record.AttentionMap;
import java.util.List;

/**
 * A trained model's output for one line.
 *
 * @param text the translation
 * @param logProbability of the translation, in nats
 * @param source tokens of the line
 * @param output tokens of the translation
 * @param attention weights over the source of each output token, end-of-sequence included on both
 *     sides; empty if the model has none or it was not requested
 */
public record Translation(
    String text,
    double logProbability,
    List<String> source,
    List<String> output,
    List<float[]> attention) {

  /** Whether attention weights are present. */
  public boolean hasAttention() {
    return !attention.isEmpty();
  }

  /** The attention weights with their tokens, end-of-sequence included. */
  public AttentionMap attentionMap(String name) {
    return AttentionMap.ofOutput(name, source, output, attention);
  }
}
