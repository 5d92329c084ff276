package io.seqlab.model.core;

/** An encoder that reads or encodes otherwise than the one it wraps, with the same embedding. */
abstract class WrappedEncoder extends Encoder {
  private final Encoder encoder;

  /** A subclass says whether the weights are its own, by adding the encoder as a child. */
  WrappedEncoder(Encoder encoder) {
    this.encoder = encoder;
  }

  /** The encoder that it wraps. */
  final Encoder encoder() {
    return encoder;
  }

  @Override
  public final Encoder unwrapped() {
    return encoder.unwrapped();
  }

  @Override
  public final TokenEmbedding embedding() {
    return encoder.embedding();
  }

  @Override
  public final double embeddingScale() {
    return encoder.embeddingScale();
  }
}
