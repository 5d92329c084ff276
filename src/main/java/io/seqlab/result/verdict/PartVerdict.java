package io.seqlab.result.verdict;

import io.seqlab.config.claim.TestStatistic;
import java.util.List;

/**
 * The result of one test of a claim. Undefined numbers are NaN.
 *
 * @param test description of the tested quantity
 * @param bound description of the claimed bounds, such as {@code above 0.05}
 * @param claimed the claimed bounds
 * @param method of inference, such as {@code t test over seeds}
 * @param estimate of the quantity, from the seeds that meet the controls
 * @param allSeeds estimate from all seeds, whether they meet the controls or not
 * @param dropped number of seeds that do not meet the controls
 * @param controls results of the controls
 * @param controlsOfAllSeeds results of the controls with seeds that were added after the test was
 *     decided; empty if none were
 * @param p probabilities of error
 * @param effect d_z: mean of the statistic over seeds (of its logarithm, for a ratio) divided by
 *     its standard deviation over seeds
 * @param breakingPoint the bounds at which the ruling changes
 * @param reason why it is inconclusive or invalid; empty otherwise
 * @param elsewhere the same test at points that it does not select, for comparison
 */
public record PartVerdict(
    String test,
    Quantity quantity,
    Ruling ruling,
    String bound,
    Range claimed,
    String method,
    Estimate estimate,
    Estimate allSeeds,
    int dropped,
    List<ControlResult> controls,
    List<ControlResult> controlsOfAllSeeds,
    Errors p,
    double effect,
    String breakingPoint,
    String reason,
    List<Elsewhere> elsewhere) {
  /** The method of a test of a quantity that is counted: it is exact, and needs no inference. */
  public static final String COUNTED = "counted";

  public PartVerdict {
    controls = List.copyOf(controls);
    controlsOfAllSeeds = copy(controlsOfAllSeeds);
    elsewhere = copy(elsewhere);
  }

  /** Earlier versions wrote no such list. */
  private static <T> List<T> copy(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** Whether the quantity is counted, such as parameters. */
  public boolean counted() {
    return method.equals(COUNTED);
  }

  /** Whether another part claims the same bounds in the same unit. */
  boolean hasBoundsOf(PartVerdict other) {
    return claimed.equals(other.claimed) && quantity.unit().equals(other.quantity.unit());
  }

  /** Distance of the interval from the claimed bound that it is nearest to; infinite without. */
  double margin() {
    return Math.min(estimate.low() - claimed.low(), claimed.high() - estimate.high());
  }

  /** That distance in widths of the interval; infinite for an interval without width. */
  double relativeMargin() {
    return margin() / (estimate.high() - estimate.low());
  }

  /**
   * What is tested.
   *
   * @param measure key of the measure
   * @param dimension dimension that the test selects or fits along; empty if none
   */
  public record Quantity(TestStatistic statistic, String measure, String dimension) {
    /** The unit of its numbers, in words; those with equal units can be compared. */
    public String unit() {
      String along = " along " + dimension;
      return switch (statistic) {
        case VALUE -> measure;
        case SHARE -> "share of seeds";
        case DIFFERENCE -> "difference of " + measure;
        case RATIO -> "ratio";
        case SLOPE -> "slope of " + measure + along;
        case EXPONENT -> "exponent" + along;
        case SLOPE_OF_DIFFERENCE -> "slope of the difference of " + measure + along;
      };
    }
  }

  /** An open interval; its ends may be infinite. */
  public record Range(double low, double high) {}

  /**
   * An estimate and its interval, in the unit of the bound.
   *
   * @param seeds number of seeds
   * @param low lower one-sided confidence bound
   * @param high upper one-sided confidence bound
   * @param level probability, at most, that a bound is on the wrong side of the quantity: the
   *     interval between them has a confidence of 1 − 2 · level
   */
  public record Estimate(int seeds, double value, double low, double high, double level) {
    /** Without data. */
    public static final Estimate NONE =
        new Estimate(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /**
   * Probabilities of data at least as extreme, corrected for the looks at growing numbers of seeds.
   *
   * @param support if the quantity lay outside the bounds: supported if at most the level of the
   *     claim
   * @param refutation if it lay within; corrected for the parts of the claim (Holm): refuted if at
   *     most the level of the claim
   */
  public record Errors(double support, double refutation) {
    /** Without data. */
    public static final Errors NONE = new Errors(Double.NaN, Double.NaN);
  }

  /**
   * A test at other points than the claimed ones. It decides nothing, so its ruling is not
   * corrected for the number of such points.
   *
   * @param point such as {@code source_length 1 to 8}
   */
  public record Elsewhere(String point, Estimate estimate, Ruling ruling) {}
}
