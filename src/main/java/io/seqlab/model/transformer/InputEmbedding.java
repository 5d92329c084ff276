package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.PositionEncoding;
import io.seqlab.model.core.TokenEmbedding;

/**
 * Where ids become vectors: embedding times √d, plus positions, then dropout (Vaswani et al. 2017,
 * section 3.4).
 */
record InputEmbedding(TokenEmbedding embedding, PositionEncoding positions, double dropout) {
  /** Vectors (B, T, d) of ids (B, T) that stand at positions from, from + 1, … */
  NDArray embed(ForwardContext pass, NDArray ids, int from) {
    NDArray root = ids.getManager().full(new Shape(1), (float) Math.sqrt(embedding.size()));
    return pass.dropout(positions.add(pass, embedding.embed(pass, ids).mul(root), from), dropout);
  }
}
