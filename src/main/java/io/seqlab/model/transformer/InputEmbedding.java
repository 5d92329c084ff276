package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.TokenEmbedding;

/**
 * The input of the first layer: dropout(√d·E(token) + PE(position)) (Vaswani et al. 2017, sections
 * 3.4, 3.5 and 5.4).
 */
record InputEmbedding(TokenEmbedding embedding, PositionalEncodingLayer positions, double dropout) {
  /** √d. */
  double scale() {
    return Math.sqrt(embedding.size());
  }

  /** Vectors (B, T, d) of ids (B, T) at positions first, first + 1, … */
  NDArray embed(ForwardPass pass, NDArray ids, int first) {
    NDArray root = ids.getManager().full(new Shape(1), (float) scale());
    NDArray scaled = embedding.embed(pass, ids).mul(root); // (B, T, d)
    return pass.dropout(positions.add(pass, scaled, first), dropout);
  }
}
