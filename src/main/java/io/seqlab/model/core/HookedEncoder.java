package io.seqlab.model.core;

/** An encoder whose passes change attention. It owns no weights: those stay with the encoder. */
final class HookedEncoder extends Encoder {
  private final Encoder encoder;
  private final AttentionHook change;

  HookedEncoder(Encoder encoder, AttentionHook change) {
    this.encoder = encoder;
    this.change = change;
  }

  @Override
  public TokenEmbedding embedding() {
    return encoder.embedding();
  }

  @Override
  public Encoding encode(ForwardContext pass, TokenBatch source) {
    return encoder.encode(pass.with(change), source);
  }
}
