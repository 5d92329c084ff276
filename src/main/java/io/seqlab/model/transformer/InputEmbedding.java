package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.TokenEmbedding;

/**
 * Where ids become vectors: embedding times √d, plus positions, then dropout (Vaswani et al. 2017,
 * section 3.4).
 */
record InputEmbedding(TokenEmbedding embedding, PositionalEncodingLayer positions, double dropout) {
  /** Vectors (B, T, d) of ids (B, T) that stand at positions from, from + 1, … */
  NDArray embed(ForwardContext context, NDArray ids, int from) {
    NDArray root = ids.getManager().full(new Shape(1), (float) Math.sqrt(embedding.size()));
    return context.dropout(
        positions.add(context, embedding.embed(context, ids).mul(root), from), dropout);
  }
}
