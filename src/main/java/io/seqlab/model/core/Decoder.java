package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * The half of a model that writes the target. Both ways of asking give the same numbers: position t
 * of {@link #logits} is what {@link #step} says after tokens 0…t.
 */
public abstract class Decoder extends SizedBlock {
  /** The embedding of the target, for parts that share it. */
  public abstract TokenEmbedding embedding();

  /** The parts that attend to the source, bottom layer first; none without attention. */
  public abstract List<SizedBlock> sourceAttention();

  /**
   * Scores of the next token at every position at once, under teacher forcing.
   *
   * @param target ids of the tokens already known, beginning-of-sequence first, (B, T)
   * @return logits (B, T, V)
   */
  public abstract NDArray logits(
      ForwardContext context, EncoderOutput encoderOutput, NDArray target);

  /** The state before the first token. */
  public abstract DecoderState initialState(ForwardContext context, EncoderOutput encoderOutput);

  /**
   * Reads one token of each sequence and scores the next.
   *
   * @param tokens ids (B)
   */
  public abstract DecoderStep step(ForwardContext context, DecoderState state, NDArray tokens);
}
