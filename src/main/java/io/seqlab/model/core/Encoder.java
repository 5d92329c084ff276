package io.seqlab.model.core;

/** An encoder: it computes a state for each source position. */
public abstract class Encoder extends SizedBlock {
  /** The source embedding: its own, or the decoder's when weights are tied. */
  public abstract TokenEmbedding embedding();

  /** Encodes a batch of source sequences; padding does not change the states of tokens. */
  public abstract Encoding encode(ForwardPass pass, TokenBatch source);
}
