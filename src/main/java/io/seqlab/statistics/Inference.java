package io.seqlab.statistics;

/**
 * What a sample of seeds says about one quantity: an estimate, one-sided p values and one-sided
 * confidence bounds. A p value is the probability, at most, of data at least as extreme if the
 * quantity lay on the other side of the bound; a level is the probability, at most, that a
 * confidence bound lies on the wrong side of the quantity. The two agree: {@code pAbove(b) ≤ level}
 * if and only if {@code lower(level) ≥ b}, up to ties.
 */
public interface Inference {
  double estimate();

  /** One-sided p of the hypothesis that the quantity is at most the bound. */
  double pAbove(double bound);

  /** One-sided p of the hypothesis that the quantity is at least the bound. */
  double pBelow(double bound);

  /** Lower confidence bound; −∞ if the sample is too small for the level. */
  double lower(double level);

  /** Upper confidence bound; ∞ if the sample is too small for the level. */
  double upper(double level);

  /** Inference that requires both: the larger p, the wider bounds, the estimate of this one. */
  default Inference and(Inference other) {
    Inference one = this;
    return new Inference() {
      @Override
      public double estimate() {
        return one.estimate();
      }

      @Override
      public double pAbove(double bound) {
        return Math.max(one.pAbove(bound), other.pAbove(bound));
      }

      @Override
      public double pBelow(double bound) {
        return Math.max(one.pBelow(bound), other.pBelow(bound));
      }

      @Override
      public double lower(double level) {
        return Math.min(one.lower(level), other.lower(level));
      }

      @Override
      public double upper(double level) {
        return Math.max(one.upper(level), other.upper(level));
      }
    };
  }
}
