package io.seqlab.config.claim;

/** The number that a test makes of the measures of one seed, before it looks over seeds. */
public enum TestStatistic {
  /** The measure itself, which must hold for every seed. */
  VALUE,
  /** That of the first minus that of the second. */
  DIFFERENCE,
  /** That of the first over that of the second, averaged as logarithms. */
  RATIO,
  /** Slope of the measure over a dimension. */
  SLOPE,
  /** Slope of the logarithm of the measure over the logarithm of the dimension. */
  EXPONENT,
  /** Slope of the difference over a dimension. */
  SLOPE_OF_DIFFERENCE
}
