package io.seqlab.config.training;

/** How weights follow gradients. */
public sealed interface OptimizerSpec permits AdamSpec, SgdSpec {
  /** The learning rate that the schedule scales. */
  double learningRate();
}
