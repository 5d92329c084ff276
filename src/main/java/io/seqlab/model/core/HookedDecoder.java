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
  public NDArray logits(ForwardContext context, Encoding encoding, NDArray target) {
    return decoder.logits(context.withHook(hook), encoding, target);
  }

  @Override
  public DecoderState initialState(ForwardContext context, Encoding encoding) {
    return decoder.initialState(context.withHook(hook), encoding);
  }

  @Override
  public DecoderStep step(ForwardContext context, DecoderState state, NDArray tokens) {
    return decoder.step(context.withHook(hook), state, tokens);
  }
}
