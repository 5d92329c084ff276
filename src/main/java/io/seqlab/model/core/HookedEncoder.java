package io.seqlab.model.core;

/** An encoder with an attention hook in every forward pass. The weights belong to the encoder. */
final class HookedEncoder extends Encoder {
  private final Encoder encoder;
  private final AttentionHook hook;

  HookedEncoder(Encoder encoder, AttentionHook hook) {
    this.encoder = encoder;
    this.hook = hook;
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
    return encoder.encode(pass.withHook(hook), source);
  }
}
