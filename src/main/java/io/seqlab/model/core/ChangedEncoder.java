package io.seqlab.model.core;

/** An encoder whose passes change attention. It owns no weights: those stay with the encoder. */
final class ChangedEncoder extends Encoder {
  private final Encoder encoder;
  private final AttentionChange change;

  ChangedEncoder(Encoder encoder, AttentionChange change) {
    this.encoder = encoder;
    this.change = change;
  }

  @Override
  public TokenEmbedding embedding() {
    return encoder.embedding();
  }

  @Override
  public Encoding encode(Pass pass, Tokens source) {
    return encoder.encode(pass.with(change), source);
  }
}
