package io.seqlab.result.record;

/**
 * A value measured for a run at one point of a dimension: a row of {@code measures.csv}, such as
 * exact_match at source_length 17, or valid_loss at step 200.
 *
 * @param dimension empty for a single value
 * @param x position on the dimension; the centre of a bin
 * @param n number of examples (or tokens, or repetitions) averaged
 */
public record Measure(
    RunKey key, String measure, String dimension, double x, double value, long n) {
  /** The dimension of learning curves: optimizer steps. */
  public static final String STEP = "step";

  /** The dimension of metrics by source length, in tokens. */
  public static final String SOURCE_LENGTH = "source_length";

  /** Mean loss of the training batches since the previous validation. */
  public static final String TRAIN_LOSS = "train_loss";

  /** Prefix of a metric key: its value on the validation examples. */
  public static final String VALID = "valid_";

  /** A copy for another run. */
  public Measure with(RunKey other) {
    return new Measure(other, measure, dimension, x, value, n);
  }
}
