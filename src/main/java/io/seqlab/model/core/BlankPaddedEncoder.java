package io.seqlab.model.core;

/**
 * An encoder that reads each source followed by blanks, tokens with the id of padding, up to a
 * number of positions: blanks have states like other tokens, and attention reads them.
 */
final class BlankPaddedEncoder extends Encoder {
  private final Encoder encoder;
  private final int positions;

  BlankPaddedEncoder(Encoder encoder, int positions) {
    this.encoder = child("encoder", encoder);
    this.positions = positions;
  }

  @Override
  public TokenEmbedding embedding() {
    return encoder.embedding();
  }

  @Override
  public double embeddingScale() {
    return encoder.embeddingScale();
  }

  @Override
  public Encoding encode(ForwardPass pass, TokenBatch source) {
    return encoder.encode(pass, source.withBlanks(positions));
  }
}
