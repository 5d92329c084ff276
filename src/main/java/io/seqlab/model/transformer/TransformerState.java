package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.model.attention.MultiHeadAttention.KeyValues;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.PaddingMask;
import java.util.List;

/**
 * The state of a Transformer decoder between two steps: its key-value cache, so that no earlier
 * position is computed again.
 *
 * @param own for each layer, self-attention over the t tokens so far, (B, H, t, d_k)
 * @param source for each layer, attention to the source, (B, H, S, d_k)
 * @param padding which source positions are padding
 * @param position t, the number of tokens read
 */
record TransformerState(
    List<KeyValues> own, List<KeyValues> source, PaddingMask padding, int position)
    implements DecoderState {
  @Override
  public TransformerState select(NDArray rows) {
    return new TransformerState(
        own.stream().map(kv -> kv.select(rows)).toList(),
        source.stream().map(kv -> kv.select(rows)).toList(),
        padding.select(rows),
        position);
  }

  @Override
  public NDList arrays() {
    NDList all = new NDList();
    own.forEach(kv -> all.addAll(new NDList(kv.keys(), kv.values())));
    source.forEach(kv -> all.addAll(new NDList(kv.keys(), kv.values())));
    if (padding.bias() != null) {
      all.add(padding.bias());
    }
    return all;
  }
}
