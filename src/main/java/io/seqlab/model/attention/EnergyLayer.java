package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.seqlab.config.model.AttentionSpec;
import io.seqlab.config.model.AttentionSpec.Energy;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;
import java.util.Optional;

/**
 * The energy of a hidden layer, e = g(v_aᵀ·tanh(x) + c), where x is the sum of what query and key
 * contribute, and g is the identity (Bahdanau et al. 2015, appendix A.1.2; Luong et al. 2015, eq.
 * 8) or ReLU.
 *
 * <p>With the identity there is no c: it would add the same to all scores of a query, which softmax
 * ignores.
 *
 * <p>Implementation: v_aᵀ·tanh(x) = 2·v_aᵀ·σ(2x) − Σ v_a, so that the hidden layer, the largest
 * array of a step, takes one operation.
 */
final class EnergyLayer extends SizedBlock {
  /**
   * What the options of a definition say.
   *
   * @param size A, width of the hidden layer
   * @param bias whether the hidden layer has a bias, and so has the energy if it has an activation
   */
  record Options(int size, boolean bias, Energy activation) {
    /** For queries of width Q. */
    static Options of(AttentionSpec spec, int querySize) {
      return new Options(spec.hiddenSize(querySize), spec.bias(), spec.energy());
    }
  }

  private final Options options;
  private final Parameter weight; // v_a
  private final Optional<Parameter> bias; // c

  EnergyLayer(Options options) {
    this.options = options;
    weight = parameter("weight", new Shape(1, options.size()), glorotUniform());
    bias =
        options.bias() && options.activation() != Energy.LINEAR
            ? Optional.of(parameter("bias", new Shape(1), Initializer.ZEROS))
            : Optional.empty();
  }

  /** The keys that {@link #energies} reads: 2k, of what keys contribute to x, k (B, S, A). */
  NDArray keys(NDArray k) {
    return k.add(k);
  }

  /**
   * Energies (B, T, S), computed one query position at a time, so that memory holds (B, S, A), not
   * (B, T, S, A).
   *
   * @param queries what queries contribute to x, (B, T, A)
   * @param keys from {@link #keys}, (B, S, A)
   */
  NDArray energies(ForwardPass pass, NDArray queries, NDArray keys) {
    NDArray twice = queries.add(queries);
    long length = queries.getShape().get(1);
    if (length == 1) {
      return energiesOfOne(pass, twice, keys);
    }
    NDList rows = new NDList();
    for (NDArray q : twice.split(length, 1)) { // (B, 1, A)
      rows.add(energiesOfOne(pass, q, keys));
    }
    return rows.get(0).getNDArrayInternal().concat(rows.subNDList(1), 1); // (B, T, S)
  }

  /** Energies (B, 1, S) of one query position, doubled, (B, 1, A). */
  private NDArray energiesOfOne(ForwardPass pass, NDArray query, NDArray keys) {
    try (NDArray twice = keys.add(query)) { // 2x: (B, S, A)
      NDArray hidden = twice.getNDArrayInternal().sigmoid();
      NDArray v = pass.value(weight, hidden); // (1, A)
      NDArray half = hidden.getNDArrayInternal().linear(hidden, v, null).head(); // (B, S, 1)
      NDArray e = half.add(half).subi(constant(pass, v, hidden.getManager()));
      return activated(e).transpose(0, 2, 1); // (B, 1, S)
    }
  }

  /** Σ v_a − c, (1, 1). */
  private NDArray constant(ForwardPass pass, NDArray v, NDManager manager) {
    NDArray ones = manager.ones(v.getShape(), v.getDataType());
    NDArray sum = ones.getNDArrayInternal().linear(ones, v, null).head();
    return bias.isEmpty() ? sum : sum.sub(pass.value(bias.get(), sum));
  }

  private NDArray activated(NDArray energies) {
    return switch (options.activation()) {
      case LINEAR -> energies;
      case RELU -> Activation.relu(energies);
    };
  }
}
