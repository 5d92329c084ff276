package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.Optional;

/**
 * The output layer: logits x·Wᵀ + b over the vocabulary, with its own W or that of an embedding
 * (Press and Wolf 2017).
 */
public final class OutputLayer extends SizedBlock {
  private final Optional<Parameter> weight;
  private final Parameter bias;
  private final Optional<TokenEmbedding> tied;

  /** With its own weights (V, size), or those of an embedding of that width. */
  public OutputLayer(int vocabulary, int size, Optional<TokenEmbedding> tied) {
    this.tied = tied;
    weight =
        tied.isPresent()
            ? Optional.empty()
            : Optional.of(parameter("weight", new Shape(vocabulary, size), glorotUniform()));
    bias = parameter("bias", new Shape(vocabulary), Initializer.ZEROS);
  }

  /** Logits (…, V) of vectors (…, size). */
  public NDArray logits(ForwardPass pass, NDArray x) {
    NDArray w =
        tied.map(e -> e.weight(pass, x)).orElseGet(() -> pass.value(weight.orElseThrow(), x));
    return x.getNDArrayInternal().linear(x, w, pass.value(bias, x)).head();
  }
}
