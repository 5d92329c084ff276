package io.seqlab.config.training;

import java.util.function.Function;

/** The rule that updates the weights. */
public sealed interface OptimizerSpec permits AdamSpec, SgdSpec {
  /** The learning rate that the schedule scales. */
  double learningRate();

  /** Calls the function for this type of optimizer. */
  <T> T match(Function<AdamSpec, T> adam, Function<SgdSpec, T> sgd);
}
