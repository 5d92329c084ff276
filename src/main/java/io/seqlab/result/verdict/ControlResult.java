package io.seqlab.result.verdict;

/**
 * The result of a control for one model.
 *
 * @param control description, such as {@code exact_match of rnn, source_length 1 to 20, at least
 *     0.95}
 * @param met number of seeds that meet it
 * @param seeds number of seeds
 * @param required share of the seeds that must meet it
 * @param median over seeds of the measure
 */
public record ControlResult(String control, int met, int seeds, double required, double median) {
  /** Whether enough seeds meet it; the share is compared as a fraction, without rounding error. */
  public boolean passed() {
    return met >= required * seeds - ROUNDING;
  }

  private static final double ROUNDING = 1e-9;
}
