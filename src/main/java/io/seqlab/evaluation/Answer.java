package io.seqlab.evaluation;

import io.seqlab.data.text.Tokenizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * The output of a model for one example under free-running decoding.
 *
 * @param source tokens
 * @param reference tokens
 * @param tokens of the output
 * @param logProbability of the output, in nats
 * @param otherReferences further references, for metrics of text
 * @param attention weights (T, S) over the encoded source, end-of-sequence included on both sides;
 *     empty if not kept
 */
public record Answer(
    List<String> source,
    List<String> reference,
    List<List<String>> otherReferences,
    List<String> tokens,
    double logProbability,
    List<float[]> attention) {

  /** An answer with one reference. */
  public Answer(
      List<String> source,
      List<String> reference,
      List<String> tokens,
      double logProbability,
      List<float[]> attention) {
    this(source, reference, List.of(), tokens, logProbability, attention);
  }

  /** The text of all references, the first one first. */
  public List<String> referenceTexts(Tokenizer tokenizer) {
    return Stream.concat(Stream.of(reference), otherReferences.stream())
        .map(tokenizer::detokenize)
        .toList();
  }
}
