package io.seqlab.probe.attention;

import ai.djl.nn.Block;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.core.Seq2Seq;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention with several heads, by what it is for.
 *
 * @param dimension as measurements by head name it
 * @param layers bottom first
 */
record AttentionHeads(String dimension, List<MultiHeadAttention> layers) {

  /** Those of a model; without a Transformer they have no layers. */
  static List<AttentionHeads> of(Seq2Seq model) {
    List<MultiHeadAttention> cross =
        model.decoder().sourceAttention().stream()
            .filter(MultiHeadAttention.class::isInstance)
            .map(MultiHeadAttention.class::cast)
            .toList();
    List<MultiHeadAttention> self = in(model.decoder());
    self.removeAll(cross);
    return List.of(
        new AttentionHeads("encoder_head", in(model.encoder())),
        new AttentionHeads("decoder_head", self),
        new AttentionHeads("cross_head", cross));
  }

  private static List<MultiHeadAttention> in(Block block) {
    List<MultiHeadAttention> found = new ArrayList<>();
    if (block instanceof MultiHeadAttention attention) {
      found.add(attention);
    } else {
      block.getChildren().values().forEach(child -> found.addAll(in(child)));
    }
    return found;
  }
}
