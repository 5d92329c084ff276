package io.seqlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradients of weights after a backward pass, with norm clipping: g ← g·min(1, c/‖g‖), ‖g‖ over
 * all weights together (Pascanu et al. 2013, algorithm 1).
 *
 * <p>Implementation: the optimizer applies the factor while it reads the gradients.
 */
final class Gradients implements AutoCloseable {
  private final NDList arrays = new NDList();
  private final List<HostArray> host = new ArrayList<>();
  private final double norm;
  private final float scale;

  /** The gradients of weights, clipped to a norm c; 0 disables clipping. */
  Gradients(NDList weights, double clipNorm) {
    double squares = 0;
    for (NDArray weight : weights) {
      NDArray gradient = weight.getGradient();
      arrays.add(gradient);
      host.add(HostArray.of(gradient));
      try (NDArray one = gradient.norm()) {
        double value = one.getFloat();
        squares += value * value;
      }
    }
    norm = Math.sqrt(squares);
    scale = clipNorm > 0 && norm > clipNorm ? (float) (clipNorm / (norm + 1e-6)) : 1f;
  }

  /** The global norm before clipping. */
  double norm() {
    return norm;
  }

  /** The clipping factor min(1, c/‖g‖). */
  float scale() {
    return scale;
  }

  List<HostArray> host() {
    return host;
  }

  /** Closes the handles; the gradients belong to the weights. */
  @Override
  public void close() {
    arrays.close();
  }
}
