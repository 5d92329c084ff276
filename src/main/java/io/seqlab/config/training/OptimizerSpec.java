package io.seqlab.config.training;

import java.util.function.Function;

/** The rule that updates the weights. */
public sealed interface OptimizerSpec permits AdamSpec, SgdSpec {
  /** The learning rate that the schedule scales. */
  double learningRate();

  /** Calls the function for this type of optimizer. */
  <T> T match(Cases<T> cases);

  /**
   * One function for each type of optimizer, so that a new type must be handled wherever types
   * differ.
   */
  record Cases<T>(Function<AdamSpec, T> adam, Function<SgdSpec, T> sgd) {}
}
