package io.seqlab.model.core;

/** An encoder: it computes a state for each source position. */
public abstract class Encoder extends SizedBlock {
  /** The source embedding: its own, or the decoder's when weights are tied. */
  public abstract TokenEmbedding embedding();

  /**
   * The factor of the embedding in the input of the first layer, which is scale·E(token), with the
   * positional encoding added if there is one.
   */
  public abstract double embeddingScale();

  /** Encodes a batch of source sequences; padding does not change the states of tokens. */
  public abstract Encoding encode(ForwardPass pass, TokenBatch source);

  /** The encoder itself, without what changes its input or its encoding. */
  public Encoder unwrapped() {
    return this;
  }
}
