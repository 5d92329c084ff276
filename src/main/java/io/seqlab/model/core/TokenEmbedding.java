package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.NormalInitializer;

/** A learned vector for each token. */
public final class TokenEmbedding extends SizedBlock {
  private final Parameter weight;
  private final int size;

  /** V vectors of width E, drawn from N(0, 1/E). */
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

  /** The vectors themselves, (V, E), as a parameter. */
  public Parameter table() {
    return weight;
  }

  /** Vectors (…, E) of ids (…). */
  public NDArray embed(ForwardContext context, NDArray ids) {
    return ids.getNDArrayInternal()
        .embedding(ids, context.value(weight, ids), SparseFormat.DENSE)
        .head();
  }

  /**
   * The vectors (V, E) themselves, to serve as weights of the output layer (Press and Wolf 2017).
   */
  NDArray weight(ForwardContext context, NDArray beside) {
    return context.value(weight, beside);
  }
}
