package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A decoder whose passes change attention. It owns no weights: those stay with the decoder. */
final class HookedDecoder extends Decoder {
  private final Decoder decoder;
  private final AttentionHook change;

  HookedDecoder(Decoder decoder, AttentionHook change) {
    this.decoder = decoder;
    this.change = change;
  }

  @Override
  public TokenEmbedding embedding() {
    return decoder.embedding();
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return decoder.sourceAttention();
  }

  @Override
  public NDArray logits(ForwardContext pass, Encoding encoding, NDArray target) {
    return decoder.logits(pass.with(change), encoding, target);
  }

  @Override
  public DecoderState start(ForwardContext pass, Encoding encoding) {
    return decoder.start(pass.with(change), encoding);
  }

  @Override
  public DecoderStep step(ForwardContext pass, DecoderState state, NDArray tokens) {
    return decoder.step(pass.with(change), state, tokens);
  }
}
