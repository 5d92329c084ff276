package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.Optional;

/**
 * The output layer: logits x·Wᵀ + b over the vocabulary, with its own W or that of an embedding
 * (Press and Wolf 2017).
 *
 * <p>Implementation: x·Wᵀ copies all of W into the order that the product reads it in, which with
 * few rows of x takes half as long as the product itself. W·xᵀ copies the small x instead, but its
 * result lies by token in memory, in which softmax is slower. So a search that takes the arg max of
 * each step has W·xᵀ.
 */
public final class OutputLayer extends SizedBlock {
  /** Rows of x, and elements of W, from which W·xᵀ is faster, measured with 1 and 2 threads. */
  private static final int MIN_ROWS = 16;

  private static final int MIN_WEIGHTS = 1 << 17;

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
    NDArray b = pass.value(bias, x);
    boolean oneStep = x.getShape().dimension() == 2;
    boolean large = x.getShape().get(0) >= MIN_ROWS && w.size() >= MIN_WEIGHTS;
    if (pass.argMaxOnly() && oneStep && large) {
      NDArray byToken = w.matMul(x.transpose()); // (V, B)
      byToken.attach(x.getManager()); // belongs to the pass, not to the model
      return byToken.transpose().addi(b);
    }
    return x.getNDArrayInternal().linear(x, w, b).head();
  }
}
