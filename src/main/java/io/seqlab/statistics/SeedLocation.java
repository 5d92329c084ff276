package io.seqlab.statistics;

import java.util.Arrays;

/** The number that stands for the values of all seeds. */
public enum SeedLocation {
  MEAN,
  MEDIAN;

  /** The location of values; NaN if one of them is. */
  public double of(double... values) {
    return this == MEAN
        ? Arrays.stream(values).sum() / values.length
        : new MedianInference(values).estimate();
  }
}
