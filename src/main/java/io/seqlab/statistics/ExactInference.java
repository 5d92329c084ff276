package io.seqlab.statistics;

/** A quantity that is known: counted, not sampled. p is 0 or 1. */
public record ExactInference(double estimate) implements Inference {
  @Override
  public double pAbove(double bound) {
    return estimate > bound ? 0 : 1;
  }

  @Override
  public double pBelow(double bound) {
    return estimate < bound ? 0 : 1;
  }

  @Override
  public double lower(double level) {
    return estimate;
  }

  @Override
  public double upper(double level) {
    return estimate;
  }
}
