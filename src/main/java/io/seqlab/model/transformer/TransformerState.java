package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.model.attention.MultiHeadAttention.KeyValues;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.PaddingMask;
import io.seqlab.model.core.RowLookup;
import java.util.List;

/**
 * What a Transformer decoder remembers between two steps: keys and values, so that no earlier
 * position is computed again.
 *
 * @param own for each layer, those of the tokens written so far, (B, H, t, d/H); null before the
 *     first
 * @param source for each layer, those of the source, (B, H, S, d/H)
 * @param padding which source positions are not real
 * @param position how many tokens have been read
 */
record TransformerState(
    List<KeyValues> own, List<KeyValues> source, PaddingMask padding, int position)
    implements DecoderState {
  @Override
  public TransformerState select(NDArray rows) {
    return new TransformerState(
        select(own, rows), select(source, rows), padding.select(rows), position);
  }

  private static List<KeyValues> select(List<KeyValues> all, NDArray rows) {
    return all.stream()
        .map(
            kv ->
                new KeyValues(
                    RowLookup.select(kv.keys(), rows), RowLookup.select(kv.values(), rows)))
        .toList();
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
