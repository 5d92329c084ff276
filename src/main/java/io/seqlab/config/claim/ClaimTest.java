package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A test of a claim: a number computed for each seed, and the bounds in which its interval over
 * seeds must lie. {@code measure} is a column of {@code results.csv} or a measure of {@code
 * measures.csv}; {@code where} picks points of its dimension and of the grid.
 */
public sealed interface ClaimTest {
  String measure();

  /** Points that count, by dimension or key of the grid. */
  Map<String, ValueRange> where();

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
  @Doc("One model's measure is above another's, by more than a margin")
  record Greater(
      @Doc("Measure compared") String measure,
      @Doc("Whose measure is above") ClaimOperand of,
      @Doc("Whose is below") ClaimOperand than,
      @Doc("By how much at least") @Default("0.0") double margin,
      @Doc("Points that count, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where)
      implements ClaimTest {
    @Override
    public Criterion criterion() {
      return new Criterion(TestStatistic.DIFFERENCE, List.of(of, than), Bounds.above(margin));
    }
  }

  @TypeName("ratio_within")
  @Doc("One model's measure over another's lies within bounds")
  record RatioWithin(
      @Doc("Measure compared; it must be positive") String measure,
      @Doc("Above the line") ClaimOperand of,
      @Doc("Below the line") ClaimOperand to,
      @Doc("Bounds of the ratio [low, high]; null leaves a side open") Bounds within,
      @Doc("Points that count, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where)
      implements ClaimTest {
    public RatioWithin {
      require(
          within.low().orElse(0.0) >= 0 && within.high().orElse(1.0) > 0,
          "within",
          "a ratio of positive measures is never below 0, as the bounds %s are",
          within.describe());
    }

    @Override
    public Criterion criterion() {
      return new Criterion(TestStatistic.RATIO, List.of(of, to), within);
    }
  }

  @TypeName("trend")
  @Doc("A model's measure changes along a dimension with a slope within bounds")
  record Trend(
      @Doc("Measure fitted") String measure,
      @Doc("Whose measure") ClaimOperand of,
      @Doc("Dimension of the measure, or key of the grid") String over,
      @Doc("Whether the slope is of values, or of logarithms on both axes") @Default("linear")
          Scale scale,
      @Doc("Bounds of the slope [low, high]; null leaves a side open") Bounds slope,
      @Doc("Points that count, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where)
      implements ClaimTest {
    /** What a straight line is laid through. */
    public enum Scale {
      @Doc("Values: the slope is a change for each unit")
      LINEAR,
      @Doc("Logarithms of both: the slope is an exponent")
      LOG
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
  @Doc("The difference of two models grows along a dimension")
  record GapWidens(
      @Doc("Measure compared") String measure,
      @Doc("Whose measure pulls ahead") ClaimOperand of,
      @Doc("Whose falls behind") ClaimOperand than,
      @Doc("Dimension of the measure, or key of the grid") String over,
      @Doc("Points that count, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where)
      implements ClaimTest {
    @Override
    public Criterion criterion() {
      return new Criterion(
          TestStatistic.SLOPE_OF_DIFFERENCE, List.of(of, than), Optional.of(over), Bounds.above(0));
    }
  }

  @TypeName("equal_within")
  @Doc("The measures of two models differ by less than a tolerance")
  record EqualWithin(
      @Doc("Measure compared") String measure,
      @Doc("One model") ClaimOperand of,
      @Doc("The other") ClaimOperand than,
      @Doc("Largest difference, either way") double within,
      @Doc("Points that count, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where)
      implements ClaimTest {
    public EqualWithin {
      require(within > 0, "within", "within must be above 0, not %s", within);
    }

    @Override
    public Criterion criterion() {
      return new Criterion(
          TestStatistic.DIFFERENCE, List.of(of, than), Bounds.between(-within, within));
    }
  }

  @TypeName("holds")
  @Doc("A model's measure lies within bounds for every seed")
  record Holds(
      @Doc("Measure looked at") String measure,
      @Doc("Whose measure") ClaimOperand of,
      @Doc("It must lie above this") @Default("null") Optional<Double> above,
      @Doc("It must lie below this") @Default("null") Optional<Double> below,
      @Doc("Points that count, by dimension or grid key") @Default("{}")
          Map<String, ValueRange> where)
      implements ClaimTest {
    public Holds {
      require(above.isPresent() || below.isPresent(), "above", "holds needs above, below, or both");
      require(
          above.isEmpty() || below.isEmpty() || above.get() < below.get(),
          "below",
          "nothing lies above %s and below %s",
          above.orElse(Double.NaN),
          below.orElse(Double.NaN));
    }

    @Override
    public Criterion criterion() {
      return new Criterion(TestStatistic.VALUE, List.of(of), new Bounds(above, below));
    }
  }
}
