package io.seqlab.study.trained;

import io.seqlab.evaluation.Answer;
import io.seqlab.result.record.AttentionMap;
import java.util.List;

/**
 * A trained model's output for one line.
 *
 * @param text of the output
 * @param logProbability of it, in nats
 * @param source tokens of the line
 * @param output tokens of the text
 * @param attention weights over the source of each output token, end-of-sequence included on both
 *     sides; empty if the model has none or it was not asked for
 */
public record Translation(
    String text,
    double logProbability,
    List<String> source,
    List<String> output,
    List<float[]> attention) {

  public static Translation of(Answer answer, String text) {
    return new Translation(
        text, answer.logProbability(), answer.source(), answer.tokens(), answer.attention());
  }

  /** Whether there is attention to show. */
  public boolean attends() {
    return !attention.isEmpty();
  }

  /** The attention as it is drawn and written, with the end of sequence written out. */
  public AttentionMap map(String name) {
    return AttentionMap.ofOutput(name, source, output, attention);
  }
}
