package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.training.initializer.XavierInitializer;
import io.seqlab.config.model.RecurrentCellSpec;
import io.seqlab.config.model.RecurrentInitializer;

/**
 * The initial weights of a recurrent layer with G gates of width H:
 *
 * <ul>
 *   <li>uniform: all from U(−1/√H, 1/√H), as PyTorch
 *   <li>xavier: matrices from U(−a, a), a = √(6/(in + G·H)) (Glorot and Bengio 2010, eq. 16),
 *       biases 0
 *   <li>xavier per gate: the same with a = √(6/(in + H)), as JoeyNMT (Kreutzer et al. 2019)
 *   <li>orthogonal: the recurrent matrix of each gate random orthogonal (Saxe et al. 2014; Bahdanau
 *       et al. 2015, appendix B.1), the others as xavier
 * </ul>
 *
 * <p>A forget-gate bias b (Jozefowicz et al. 2015, section 2.2) sets b_ih of the forget gate to b
 * and b_hh of it to 0.
 */
record RecurrentInitializers(RecurrentCellSpec cell, int hidden) {
  private static final Initializer XAVIER =
      new XavierInitializer(
          XavierInitializer.RandomType.UNIFORM, XavierInitializer.FactorType.AVG, 3);

  /** Of W_ih, (G·H, input). */
  Initializer inputWeight() {
    return switch (cell.initializer()) {
      case UNIFORM -> uniform();
      case XAVIER, ORTHOGONAL -> XAVIER;
      case XAVIER_PER_GATE -> this::xavierPerGate;
    };
  }

  /** Of W_hh, (G·H, H). */
  Initializer recurrentWeight() {
    return switch (cell.initializer()) {
      case UNIFORM -> uniform();
      case XAVIER -> XAVIER;
      case XAVIER_PER_GATE -> this::xavierPerGate;
      case ORTHOGONAL -> RecurrentInitializers::orthogonal;
    };
  }

  /** Of b_ih, (G·H). */
  Initializer inputBias() {
    return withForgetGate(cell.forgetBias().orElse(0.0));
  }

  /** Of b_hh, (G·H). */
  Initializer recurrentBias() {
    return withForgetGate(0);
  }

  private Initializer uniform() {
    return new UniformInitializer((float) (1 / Math.sqrt(hidden)));
  }

  private NDArray xavierPerGate(NDManager manager, Shape shape, DataType type) {
    float bound = (float) Math.sqrt(6.0 / (shape.get(1) + hidden));
    return new UniformInitializer(bound).initialize(manager, shape, type);
  }

  private Initializer withForgetGate(double value) {
    boolean random = cell.initializer() == RecurrentInitializer.UNIFORM;
    Initializer biases = random ? uniform() : Initializer.ZEROS;
    if (cell.forgetBias().isEmpty()) {
      return biases;
    }
    return (manager, shape, type) -> {
      NDArray all = biases.initialize(manager, shape, type); // i, f, g, o: (4H)
      all.set(new NDIndex(hidden + ":" + 2 * hidden), value);
      return all;
    };
  }

  /** Square blocks (H, H), one below the other, each with orthonormal rows. */
  private static NDArray orthogonal(NDManager manager, Shape shape, DataType type) {
    int width = Math.toIntExact(shape.get(1));
    float[] rows;
    try (NDArray normal = manager.randomNormal(shape)) {
      rows = normal.toFloatArray();
    }
    for (int from = 0; from < rows.length; from += width * width) {
      orthonormalize(rows, from, width);
    }
    try (NDArray weights = manager.zeros(shape, type)) {
      weights.set(rows);
      return weights.duplicate(); // in native memory
    }
  }

  /**
   * Modified Gram-Schmidt over the rows of a block: of random normal rows it makes a uniformly
   * distributed orthogonal matrix.
   */
  private static void orthonormalize(float[] all, int from, int width) {
    double[][] rows = new double[width][width];
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < width; c++) {
        rows[r][c] = all[from + r * width + c];
      }
      for (int earlier = 0; earlier < r; earlier++) {
        add(rows[r], -dot(rows[r], rows[earlier]), rows[earlier]);
      }
      double norm = Math.sqrt(dot(rows[r], rows[r]));
      for (int c = 0; c < width; c++) {
        rows[r][c] /= norm;
        all[from + r * width + c] = (float) rows[r][c];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] row) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * row[i];
    }
  }
}
