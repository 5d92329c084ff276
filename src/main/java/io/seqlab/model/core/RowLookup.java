package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;

/** Picks rows of an array by index, with gradients. */
public final class RowLookup {
  private RowLookup() {}

  /** Rows (N, …) of an array (M, …) by indices (N) of type int64. */
  public static NDArray select(NDArray array, NDArray rows) {
    Shape shape = array.getShape();
    NDArray flat = array.reshape(shape.get(0), shape.size() / shape.get(0));
    NDArray picked = array.getNDArrayInternal().embedding(rows, flat, SparseFormat.DENSE).head();
    return picked.reshape(new Shape(rows.getShape().get(0)).addAll(shape.slice(1)));
  }

  /**
   * Positions (B, N, D) or (B, D) of states (B, S, D), by their rows, of type int64, in (B·S, D).
   */
  public static NDArray selectPositions(NDArray states, NDArray rows) {
    NDArray flat = states.reshape(-1, states.getShape().get(2)); // (B·S, D)
    return states.getNDArrayInternal().embedding(rows, flat, SparseFormat.DENSE).head();
  }
}
