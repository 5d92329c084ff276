package io.seqlab.train;

import io.seqlab.config.training.BudgetSpec;
import io.seqlab.data.batch.Batches;

/** The training budget and how much of it is used. */
record Budget(BudgetSpec spec, Batches batches) {
  /** The fraction used, from 0 to 1. */
  double fraction(TrainingState state) {
    return Math.min(1, used(state));
  }

  private double used(TrainingState state) {
    if (spec.steps().isPresent()) {
      return state.step() / (double) spec.steps().get();
    }
    if (spec.tokens().isPresent()) {
      return state.tokens() / (double) spec.tokens().get();
    }
    if (spec.seconds().isPresent()) {
      return state.seconds() / spec.seconds().get();
    }
    double part = state.batch() == 0 ? 0 : batches.shareBefore(state.epoch(), state.batch());
    return (state.epoch() + part) / spec.epochs().orElseThrow();
  }

  boolean exhausted(TrainingState state) {
    return used(state) >= 1;
  }
}
