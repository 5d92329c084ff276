package io.seqlab.result.record;

/**
 * The result of one test of a claim. Undefined numbers are NaN.
 *
 * @param test description of the test statistic
 * @param estimate mean of the statistic over seeds, in the unit of the bound
 * @param low lower end of the interval that decides the ruling
 * @param high upper end
 * @param bound description of the bounds, such as {@code at least 0.05}
 * @param seeds number of seeds
 * @param p p of the t test over seeds against the bound, Holm-corrected over the parts of the claim
 * @param effect d_z: the mean of the statistic over seeds (of its logarithm, for a ratio) divided
 *     by its standard deviation over seeds
 * @param measure key of the tested measure
 * @param dimension dimension that the test selects or fits along; empty if none
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

  /** A copy with another p. */
  public PartVerdict withP(double other) {
    return new PartVerdict(
        test, ruling, estimate, low, high, bound, seeds, other, effect, measure, dimension, reason);
  }
}
