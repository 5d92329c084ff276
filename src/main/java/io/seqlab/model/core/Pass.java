package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;

/**
 * What one pass through a model needs beside its inputs: where parameters live, and whether dropout
 * acts.
 */
public record Pass(ParameterStore store, boolean training) {
  /**
   * The parameter's value on the device of an array. Use it as a second operand, so that results
   * stay with the array.
   */
  public NDArray value(Parameter parameter, NDArray beside) {
    return store.getValue(parameter, beside.getDevice(), training);
  }

  /** Dropout (Srivastava et al. 2014) in training, else the array itself. */
  public NDArray dropout(NDArray x, double rate) {
    return training && rate > 0 ? Dropout.dropout(x, (float) rate, true).head() : x;
  }
}
