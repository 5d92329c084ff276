package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.NormalInitializer;

/** The token embedding: a learned vector for each token. */
public final class TokenEmbedding extends SizedBlock {
  private final Parameter weight;
  private final int size;

  /** V vectors of width E, initialised from N(0, 1/E). */
  public TokenEmbedding(int vocabulary, int size) {
    this.size = size;
    weight =
        parameter(
            "weight",
            new Shape(vocabulary, size),
            new NormalInitializer((float) (1 / Math.sqrt(size))));
  }

  /** E. */
  public int size() {
    return size;
  }

  /** The embedding matrix (V, E), as a parameter. */
  public Parameter table() {
    return weight;
  }

  /** Embeddings (…, E) of ids (…). */
  public NDArray embed(ForwardPass pass, NDArray ids) {
    return ids.getNDArrayInternal()
        .embedding(ids, pass.value(weight, ids), SparseFormat.DENSE)
        .head();
  }

  /** The embedding matrix (V, E), as the weights of an output layer. */
  NDArray weight(ForwardPass pass, NDArray like) {
    return pass.value(weight, like);
  }
}
