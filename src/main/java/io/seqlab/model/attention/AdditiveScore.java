package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.ForwardPass;

/**
 * Additive score v_aᵀ·tanh(W_a·s + U_a·h) (Bahdanau et al. 2015, appendix A.1.2), by default
 * without biases. With {@code bias} the hidden layer has one, that of U_a; v_aᵀ and the activation
 * are those of the {@link EnergyLayer}.
 *
 * <p>Implementation: U_a·h is the key, computed once for a source.
 */
public final class AdditiveScore extends ScoreFunction {
  private final Linear query; // W_a
  private final Linear key; // U_a
  private final EnergyLayer energy; // v_a

  AdditiveScore(Widths widths, EnergyLayer.Options options) {
    query = linear("query", widths.query(), options.size(), false);
    key = linear("key", widths.state(), options.size(), options.bias());
    energy = child("energy", new EnergyLayer(options));
  }

  @Override
  public NDArray keys(ForwardPass pass, NDArray states) {
    return energy.keys(apply(key, states, pass)); // U_a·h: (B, S, A)
  }

  @Override
  public NDArray scores(ForwardPass pass, NDArray queries, NDArray keys) {
    return energy.energies(pass, apply(query, queries, pass), keys); // (B, T, S)
  }
}
