package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A test of a claim: a statistic computed for each seed, and bounds for its confidence interval
 * across seeds. {@code measure} is a column of {@code results.csv} or a measure of {@code
 * measures.csv}; {@code where} selects points of its dimension and of the grid.
 */
public sealed interface ClaimTest {
  String measure();

  /** Selected points, by dimension or grid key. */
  Map<String, ValueRange> where();

  /** The same test at other points. */
  ClaimTest at(Map<String, ValueRange> points);

  /** Controls of this test alone. */
  List<Control> requires();

  /** The condition that is tested. */
  Criterion criterion();

  /**
   * A statistic of one operand or two, and the bounds in which its interval over seeds must lie.
   *
   * @param trendDimension dimension or grid key of a slope; empty for other statistics
   */
  record Criterion(
      TestStatistic statistic,
      List<ClaimOperand> operands,
      Optional<String> trendDimension,
      Bounds bounds) {
    private Criterion(TestStatistic statistic, List<ClaimOperand> operands, Bounds bounds) {
      this(statistic, operands, Optional.empty(), bounds);
    }
  }

  /** The measure of an operand: its own, or that of the test. */
  default String measureOf(ClaimOperand operand) {
    return operand.measure().orElse(measure());
  }

  @TypeName("greater")
  @Doc("The measure of one model exceeds that of another by more than a margin")
  record Greater(
      @Doc("Measure to compare") String measure,
      @Doc("Model with the larger measure") ClaimOperand of,
      @Doc("Model with the smaller measure") ClaimOperand than,
      @Doc("Margin by which the difference must exceed 0") @Default("0.0") double margin,
      @Doc("Selected points, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where,
      @Doc(
              "Controls that the runs of this test must meet, besides those of the claim and the study")
          @Default("[]")
          List<Control> requires)
      implements ClaimTest {
    @Override
    public ClaimTest at(Map<String, ValueRange> points) {
      return new Greater(measure, of, than, margin, points, requires);
    }

    @Override
    public Criterion criterion() {
      return new Criterion(TestStatistic.DIFFERENCE, List.of(of, than), Bounds.above(margin));
    }
  }

  @TypeName("ratio_within")
  @Doc("The ratio of the measures of two models lies within bounds")
  record RatioWithin(
      @Doc("Measure to compare; its values must be positive") String measure,
      @Doc("Model in the numerator") ClaimOperand of,
      @Doc("Model in the denominator") ClaimOperand to,
      @Doc("Bounds of the ratio [low, high]; null is unbounded") Bounds within,
      @Doc("Selected points, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where,
      @Doc(
              "Controls that the runs of this test must meet, besides those of the claim and the study")
          @Default("[]")
          List<Control> requires)
      implements ClaimTest {
    public RatioWithin {
      require(
          within.low().orElse(0.0) >= 0 && within.high().orElse(1.0) > 0,
          "within",
          "bounds of a ratio of positive measures must not be negative: %s",
          within.describe());
    }

    @Override
    public ClaimTest at(Map<String, ValueRange> points) {
      return new RatioWithin(measure, of, to, within, points, requires);
    }

    @Override
    public Criterion criterion() {
      return new Criterion(TestStatistic.RATIO, List.of(of, to), within);
    }
  }

  @TypeName("trend")
  @Doc("The slope of a model's measure over a dimension lies within bounds")
  record Trend(
      @Doc("Measure to fit") String measure,
      @Doc("Model") ClaimOperand of,
      @Doc("Dimension of the measure, or key of the grid") String over,
      @Doc("Whether the line is fitted to values, or to logarithms on both axes") @Default("linear")
          Scale scale,
      @Doc("Bounds of the slope [low, high]; null is unbounded") Bounds slope,
      @Doc("Selected points, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where,
      @Doc(
              "Controls that the runs of this test must meet, besides those of the claim and the study")
          @Default("[]")
          List<Control> requires)
      implements ClaimTest {
    /** The values that a straight line is fitted to. */
    public enum Scale {
      @Doc("Values: the slope is the change per unit")
      LINEAR,
      @Doc("Logarithms of both: the slope is an exponent")
      LOG
    }

    @Override
    public ClaimTest at(Map<String, ValueRange> points) {
      return new Trend(measure, of, over, scale, slope, points, requires);
    }

    @Override
    public Criterion criterion() {
      return new Criterion(
          scale == Scale.LOG ? TestStatistic.EXPONENT : TestStatistic.SLOPE,
          List.of(of),
          Optional.of(over),
          slope);
    }
  }

  @TypeName("gap_widens")
  @Doc("The difference between two models increases over a dimension")
  record GapWidens(
      @Doc("Measure to compare") String measure,
      @Doc("Model whose measure increases relative to the other") ClaimOperand of,
      @Doc("Model whose measure is subtracted") ClaimOperand than,
      @Doc("Dimension of the measure, or key of the grid") String over,
      @Doc("Selected points, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where,
      @Doc(
              "Controls that the runs of this test must meet, besides those of the claim and the study")
          @Default("[]")
          List<Control> requires)
      implements ClaimTest {
    @Override
    public ClaimTest at(Map<String, ValueRange> points) {
      return new GapWidens(measure, of, than, over, points, requires);
    }

    @Override
    public Criterion criterion() {
      return new Criterion(
          TestStatistic.SLOPE_OF_DIFFERENCE, List.of(of, than), Optional.of(over), Bounds.above(0));
    }
  }

  @TypeName("equal_within")
  @Doc("The difference between the measures of two models is within a tolerance")
  record EqualWithin(
      @Doc("Measure to compare") String measure,
      @Doc("First model") ClaimOperand of,
      @Doc("Second model") ClaimOperand than,
      @Doc("Largest absolute difference") double within,
      @Doc("Selected points, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where,
      @Doc(
              "Controls that the runs of this test must meet, besides those of the claim and the study")
          @Default("[]")
          List<Control> requires)
      implements ClaimTest {
    public EqualWithin {
      require(within > 0, "within", "within must be above 0, not %s", within);
    }

    @Override
    public ClaimTest at(Map<String, ValueRange> points) {
      return new EqualWithin(measure, of, than, within, points, requires);
    }

    @Override
    public Criterion criterion() {
      return new Criterion(
          TestStatistic.DIFFERENCE, List.of(of, than), Bounds.between(-within, within));
    }
  }

  @TypeName("holds")
  @Doc("The median over seeds of the measure of a model lies within bounds")
  record Holds(
      @Doc("Measure to check") String measure,
      @Doc("Model") ClaimOperand of,
      @Doc("Lower bound, exclusive") @Default("null") Optional<Double> above,
      @Doc("Upper bound, exclusive") @Default("null") Optional<Double> below,
      @Doc("Selected points, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where,
      @Doc(
              "Controls that the runs of this test must meet, besides those of the claim and the study")
          @Default("[]")
          List<Control> requires)
      implements ClaimTest {
    public Holds {
      require(above.isPresent() || below.isPresent(), "above", "holds needs above, below, or both");
      require(
          above.isEmpty() || below.isEmpty() || above.get() < below.get(),
          "below",
          "below must exceed above: no value is above %s and below %s",
          above.orElse(Double.NaN),
          below.orElse(Double.NaN));
    }

    @Override
    public ClaimTest at(Map<String, ValueRange> points) {
      return new Holds(measure, of, above, below, points, requires);
    }

    @Override
    public Criterion criterion() {
      return new Criterion(TestStatistic.VALUE, List.of(of), new Bounds(above, below));
    }
  }

  @TypeName("share")
  @Doc("The share of seeds whose measure lies within bounds is itself within bounds")
  record Share(
      @Doc("Measure of each seed") String measure,
      @Doc("Model") ClaimOperand of,
      @Doc("Bounds of the measure of a seed that counts [low, high], included; null is unbounded")
          Bounds counts,
      @Doc("Lower bound of the share, exclusive") @Default("null") Optional<Double> above,
      @Doc("Upper bound of the share, exclusive") @Default("null") Optional<Double> below,
      @Doc("Selected points, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where,
      @Doc(
              "Controls that the runs of this test must meet, besides those of the claim and the study")
          @Default("[]")
          List<Control> requires)
      implements ClaimTest {
    public Share {
      require(above.isPresent() || below.isPresent(), "above", "share needs above, below, or both");
      require(
          above.orElse(0.0) >= 0 && above.orElse(0.0) < 1,
          "above",
          "no share of seeds is above %s: it lies between 0 and 1",
          above.orElse(0.0));
      require(
          below.orElse(1.0) > 0 && below.orElse(1.0) <= 1,
          "below",
          "a share of seeds lies between 0 and 1, so it cannot be required below %s",
          below.orElse(1.0));
      require(
          above.orElse(0.0) < below.orElse(1.0),
          "below",
          "below must exceed above: no share is above %s and below %s",
          above.orElse(0.0),
          below.orElse(1.0));
    }

    @Override
    public ClaimTest at(Map<String, ValueRange> points) {
      return new Share(measure, of, counts, above, below, points, requires);
    }

    @Override
    public Criterion criterion() {
      return new Criterion(TestStatistic.SHARE, List.of(of), new Bounds(above, below));
    }
  }
}
