package io.seqlab.result.record;

/**
 * Something measured on a run at one point of one dimension: a row of {@code measures.csv}, such as
 * exact_match at source_length 17, or valid_loss at step 200.
 *
 * @param x where on the dimension; of a bin, its middle
 * @param n examples (or tokens, or repetitions) behind the value
 */
public record Measure(
    RunKey key, String measure, String dimension, double x, double value, long n) {
  /** Dimension of learning curves: optimizer steps. */
  public static final String STEP = "step";

  /** Dimension of metrics by length: tokens of the source. */
  public static final String SOURCE_LENGTH = "source_length";

  /** Loss of the training batches since the validation before, by step. */
  public static final String TRAIN_LOSS = "train_loss";

  /** Put before the key of a metric for its value on the validation examples, by step. */
  public static final String VALID = "valid_";

  /** The same as if of another run. */
  public Measure with(RunKey other) {
    return new Measure(other, measure, dimension, x, value, n);
  }
}
