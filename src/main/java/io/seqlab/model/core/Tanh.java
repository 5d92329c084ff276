package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * tanh(x) = 2·σ(2x) − 1, element by element; σ is the logistic sigmoid.
 *
 * <p>PyTorch leaves its own tanh to Intel's vector library, which is several times slower than this
 * on processors of other makers, and shares even small arrays between threads. The error is at most
 * a few units in the last place of 1.
 */
public final class Tanh {
  private Tanh() {}

  /** Of an array of any shape. */
  public static NDArray of(NDArray x) {
    return of(x, one(x.getManager()));
  }

  /** Of an array of any shape, with {@link #one} of many calls. */
  public static NDArray of(NDArray x, NDArray one) {
    try (NDArray twice = x.add(x)) {
      return ofTwice(twice, one);
    }
  }

  /** tanh(x) of 2x. */
  public static NDArray ofTwice(NDArray twice, NDArray one) {
    try (NDArray s = twice.getNDArrayInternal().sigmoid()) {
      return ofSigmoid(s, one);
    }
  }

  /** tanh(x) of σ(2x). */
  public static NDArray ofSigmoid(NDArray s, NDArray one) {
    return s.add(s).subi(one);
  }

  /** The constant 1. */
  public static NDArray one(NDManager manager) {
    return manager.full(new Shape(1), 1f);
  }
}
