package io.seqlab.result.record;

/**
 * One test of a claim, judged. Numbers that are not known are NaN.
 *
 * @param test what was tested, in words
 * @param estimate mean over seeds of what the test looks at, in the unit of the bound
 * @param low lower end of the interval behind the ruling
 * @param high upper end
 * @param bound where the interval must lie, in words
 * @param seeds behind the numbers
 * @param p of the t test over seeds against the bound, Holm-corrected over the parts of the claim
 * @param effect Cohen's d of paired values: the mean over seeds in standard deviations over seeds
 * @param measure that was looked at
 * @param dimension that it was looked at over or along; empty if none
 * @param reason why it is inconclusive; empty if it is not
 */
public record PartVerdict(
    String test,
    Ruling ruling,
    double estimate,
    double low,
    double high,
    String bound,
    int seeds,
    double p,
    double effect,
    String measure,
    String dimension,
    String reason) {

  /** The same with another p. */
  public PartVerdict withP(double other) {
    return new PartVerdict(
        test, ruling, estimate, low, high, bound, seeds, other, effect, measure, dimension, reason);
  }
}
