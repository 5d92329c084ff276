package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.seqlab.model.core.ForwardPass;
import java.util.Optional;

/**
 * Concatenation score v_aᵀ·tanh(W_a·[h_t; h̄_s]) (Luong et al. 2015, eq. 8, "concat"). It computes
 * the same functions as {@link AdditiveScore}, with both matrices in one, and differs from it in
 * the initial weights. With {@code bias}, W_a has one; v_aᵀ and the activation are those of the
 * {@link EnergyLayer}.
 *
 * <p>Implementation: W_a·[q; k] is the sum of a product with q and one with k, the key, which is
 * computed once for a source.
 */
public final class ConcatScore extends ScoreFunction {
  private final Widths widths;
  private final Parameter weight; // W_a: (A, Q + D)
  private final Optional<Parameter> bias;
  private final EnergyLayer energy; // v_a

  ConcatScore(Widths widths, EnergyLayer.Options options) {
    this.widths = widths;
    Shape shape = new Shape(options.size(), widths.query() + (long) widths.state());
    weight = parameter("weight", shape, glorotUniform());
    bias =
        options.bias()
            ? Optional.of(parameter("bias", new Shape(options.size()), Initializer.ZEROS))
            : Optional.empty();
    energy = child("energy", new EnergyLayer(options));
  }

  @Override
  public NDArray keys(ForwardPass pass, NDArray states) {
    NDArray b = bias.map(each -> pass.value(each, states)).orElse(null);
    NDArray w = columns(pass, states, widths.query() + ":"); // (A, D)
    return energy.keys(states.getNDArrayInternal().linear(states, w, b).head()); // (B, S, A)
  }

  @Override
  public NDArray scores(ForwardPass pass, NDArray queries, NDArray keys) {
    NDArray w = columns(pass, queries, ":" + widths.query()); // (A, Q)
    NDArray projected = queries.getNDArrayInternal().linear(queries, w, null).head(); // (B, T, A)
    return energy.energies(pass, projected, keys); // (B, T, S)
  }

  /** Some columns of W_a. */
  private NDArray columns(ForwardPass pass, NDArray like, String range) {
    return pass.value(weight, like).get(like.getManager(), new NDIndex(":, " + range));
  }
}
