package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A decoder with an attention hook in every forward pass. The weights belong to the decoder. */
final class HookedDecoder extends Decoder {
  private final Decoder decoder;
  private final AttentionHook hook;

  HookedDecoder(Decoder decoder, AttentionHook hook) {
    this.decoder = decoder;
    this.hook = hook;
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
  public NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    return decoder.logits(pass.withHook(hook), encoding, target);
  }

  @Override
  public DecoderState initialState(ForwardPass pass, Encoding encoding) {
    return decoder.initialState(pass.withHook(hook), encoding);
  }

  @Override
  public DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    return decoder.step(pass.withHook(hook), state, tokens);
  }
}
