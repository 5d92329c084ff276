package io.seqlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradients of weights after a backward pass, and their clipping: g ← g·min(1, c/‖g‖) with the
 * norm over all of them together (Pascanu et al. 2013, algorithm 1). The factor is not applied here
 * but handed to the optimizer.
 */
final class Gradients implements AutoCloseable {
  private final NDList arrays = new NDList();
  private final List<HostArray> host = new ArrayList<>();
  private final double norm;
  private final float scale;

  /** Takes hold of the gradients of weights; a limit of 0 never clips. */
  Gradients(NDList weights, double limit) {
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
    scale = limit > 0 && norm > limit ? (float) (limit / (norm + 1e-6)) : 1f;
  }

  /** The global norm before clipping. */
  double norm() {
    return norm;
  }

  /** What every gradient is to be multiplied by. */
  float scale() {
    return scale;
  }

  List<HostArray> host() {
    return host;
  }

  /** Lets go of the handles, not of the gradients. */
  @Override
  public void close() {
    arrays.close();
  }
}
