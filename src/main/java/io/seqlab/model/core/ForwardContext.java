package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;

/**
 * What one pass through a model needs beside its inputs: where parameters live, whether dropout
 * acts, and what is done with attention weights.
 */
public record ForwardContext(ParameterStore store, boolean training, AttentionHook attentionHook) {
  /** A pass that leaves attention as it is. */
  public ForwardContext(ParameterStore store, boolean training) {
    this(store, training, AttentionHook.NONE);
  }

  /** A pass without dropout whose arrays live on a manager. */
  public static ForwardContext inference(NDManager manager) {
    return new ForwardContext(new ParameterStore(manager, false), false);
  }

  /** The same pass with attention changed. */
  ForwardContext withHook(AttentionHook hook) {
    return new ForwardContext(store, training, hook);
  }

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
