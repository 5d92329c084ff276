package io.seqlab.probe.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.seqlab.cancellation.Cancellation;

/**
 * The rate of the machine's matrix product: 2·n³ floating-point operations over the median time of
 * a product of two n × n matrices, n = {@value #SIZE}, with the threads of the tensor library.
 */
public final class MatrixProductRate {
  private static final int SIZE = 2048;
  private static final int REPETITIONS = 5;

  private MatrixProductRate() {}

  /** Floating-point operations per second. */
  public static double measure(NDManager manager) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray a = scratch.randomNormal(new Shape(SIZE, SIZE));
      NDArray b = scratch.randomNormal(new Shape(SIZE, SIZE));
      MedianTimer timer =
          new MedianTimer(0, REPETITIONS, Double.POSITIVE_INFINITY, Cancellation.NONE);
      double seconds = timer.time(() -> a.matMul(b).close()).seconds();
      return 2 * Math.pow(SIZE, 3) / seconds;
    }
  }
}
