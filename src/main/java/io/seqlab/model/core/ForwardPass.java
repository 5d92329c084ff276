package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;

/**
 * What one forward pass needs beside its inputs.
 *
 * @param store values of parameters
 * @param training whether dropout is active
 * @param attentionHook observes or replaces attention weights
 * @param argMaxOnly whether of the logits of a step mostly the highest is read
 */
public record ForwardPass(
    ParameterStore store, boolean training, AttentionHook attentionHook, boolean argMaxOnly) {
  /** A forward pass whose logits are all read. */
  public ForwardPass(ParameterStore store, boolean training, AttentionHook attentionHook) {
    this(store, training, attentionHook, false);
  }

  /** A forward pass without attention hook whose logits are all read. */
  public ForwardPass(ParameterStore store, boolean training) {
    this(store, training, AttentionHook.NONE);
  }

  /** A forward pass without dropout whose arrays belong to a manager. */
  public static ForwardPass inference(NDManager manager) {
    return new ForwardPass(new ParameterStore(manager, false), false);
  }

  /** The same forward pass with another attention hook. */
  public ForwardPass withHook(AttentionHook hook) {
    return new ForwardPass(store, training, hook, argMaxOnly);
  }

  /** The same forward pass, for a search that mostly reads the highest logit of a step alone. */
  public ForwardPass forArgMax() {
    return new ForwardPass(store, training, attentionHook, true);
  }

  /**
   * The value of a parameter on the device of an array. It must be a second operand: results belong
   * to the manager of the first.
   */
  public NDArray value(Parameter parameter, NDArray like) {
    return store.getValue(parameter, like.getDevice(), training);
  }

  /** Dropout (Srivastava et al. 2014) in training, else the array itself. */
  public NDArray dropout(NDArray x, double rate) {
    return training && rate > 0 ? Dropout.dropout(x, (float) rate, true).head() : x;
  }
}
