package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.NormalInitializer;
import java.util.Optional;

/** The token embedding: a learned vector for each token, or its one-hot vector. */
public final class TokenEmbedding extends SizedBlock {
  private final Optional<Parameter> weight;
  private final int size;

  /**
   * V vectors of width E, initialised from N(0, 1/E); for E = 0 one-hot vectors of width V, without
   * parameters.
   */
  public TokenEmbedding(int vocabulary, int size) {
    this(vocabulary, size, Optional.empty());
  }

  /** The same with vectors from N(0, std²), if a standard deviation is given. */
  public TokenEmbedding(int vocabulary, int size, Optional<Double> std) {
    this.size = size == 0 ? vocabulary : size;
    weight =
        size == 0
            ? Optional.empty()
            : Optional.of(
                parameter(
                    "weight",
                    new Shape(vocabulary, size),
                    new NormalInitializer(std.orElse(1 / Math.sqrt(size)).floatValue())));
  }

  /** Width of the vectors. */
  public int size() {
    return size;
  }

  /** The embedding matrix (V, E), as a parameter; one-hot vectors have none. */
  public Parameter table() {
    return weight.orElseThrow();
  }

  /** Vectors (…, E) of ids (…). */
  public NDArray embed(ForwardPass pass, NDArray ids) {
    if (weight.isEmpty()) {
      return ids.oneHot(size, DataType.FLOAT32); // (…, V)
    }
    return ids.getNDArrayInternal()
        .embedding(ids, pass.value(table(), ids), SparseFormat.DENSE)
        .head();
  }

  /** The embedding matrix (V, E), as the weights of an output layer. */
  NDArray weight(ForwardPass pass, NDArray like) {
    return pass.value(table(), like);
  }
}
