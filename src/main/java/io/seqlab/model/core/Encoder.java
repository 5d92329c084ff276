package io.seqlab.model.core;

/** The half of a model that reads the source. */
public abstract class Encoder extends SizedBlock {
  /** The embedding of the source: its own, or the decoder's when weights are tied. */
  public abstract TokenEmbedding embedding();

  /** Reads a batch of source sequences; padding never changes what is said of real tokens. */
  public abstract EncoderOutput encode(ForwardContext context, TokenBatch source);
}
