package io.seqlab.statistics;

import java.util.Arrays;

/**
 * Percentile inference from replicates of an estimate. With B replicates, p is (1 + number on the
 * other side of the bound) / (B + 1) (Davison and Hinkley 1997, section 4.2.5), and the bound at a
 * level is the ⌊(B + 1) · level⌋-th replicate from its side. An undefined replicate counts against
 * both sides.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReplicateInference(double estimate, double... replicates) implements Inference {
  @Override
  public double pAbove(double bound) {
    return p(Arrays.stream(replicates).filter(r -> r > bound).count());
  }

  @Override
  public double pBelow(double bound) {
    return p(Arrays.stream(replicates).filter(r -> r < bound).count());
  }

  private double p(long inside) {
    return (replicates.length - inside + 1.0) / (replicates.length + 1.0);
  }

  @Override
  public double lower(double level) {
    int tail = tail(level);
    return tail < 1 ? Double.NEGATIVE_INFINITY : sorted(Double.NEGATIVE_INFINITY)[tail - 1];
  }

  @Override
  public double upper(double level) {
    int tail = tail(level);
    double[] sorted = sorted(Double.POSITIVE_INFINITY);
    return tail < 1 ? Double.POSITIVE_INFINITY : sorted[sorted.length - tail];
  }

  private int tail(double level) {
    return (int) Math.floor((replicates.length + 1) * level);
  }

  private double[] sorted(double undefined) {
    return Arrays.stream(replicates).map(r -> Double.isNaN(r) ? undefined : r).sorted().toArray();
  }
}
