package io.seqlab.statistics;

import java.util.function.DoublePredicate;

/** Search between 0 and 1. */
public final class Bisection {
  private static final int STEPS = 40;

  private Bisection() {}

  /** The end of the interval from 0 on which a predicate holds; 0 if it never does. */
  public static double last(DoublePredicate holds) {
    double low = 0;
    double high = 1;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (holds.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
