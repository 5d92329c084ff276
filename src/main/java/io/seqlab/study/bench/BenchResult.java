package io.seqlab.study.bench;

import io.seqlab.probe.cost.ScalingExponent;
import java.util.List;
import java.util.Optional;

/**
 * Measured speed and memory.
 *
 * @param trainSeconds median of a step: forward, backward, clipping, optimizer
 * @param greedy sentences per second of greedy search for token ids
 * @param scored those of greedy search with log-probabilities
 * @param beam those of beam search; NaN without
 * @param flops floating-point operations of the forward pass of a training batch, counted
 * @param matrixProductRate operations per second of a large matrix product, measured with the same
 *     threads after the training steps
 * @param peakMemoryMb peak resident memory of the process during the benchmark, in MiB
 */
public record BenchResult(
    BenchConfig config,
    double trainSeconds,
    double greedy,
    double scored,
    double beam,
    long parameters,
    double flops,
    double matrixProductRate,
    double peakMemoryMb) {

  /** Forward and backward pass, in forward passes: the backward pass has two products for each. */
  private static final double PASSES = 3;

  /** Fewer lengths do not show a growth. */
  private static final int LEAST_LENGTHS = 3;

  /** Target tokens per second of training. */
  public double trainTokensPerSecond() {
    return (double) config.batch() * config.length() / trainSeconds;
  }

  /**
   * The share of the machine's matrix product rate that training reaches: 3·{@link #flops} over
   * time and rate (model FLOPs utilisation, Chowdhery et al. 2022, appendix B).
   */
  public double utilisation() {
    return PASSES * flops / trainSeconds / matrixProductRate;
  }

  /**
   * Growth with length n of the results of one family that differ in nothing else.
   *
   * @param trainSeconds p of time ≈ c·nᵖ
   * @param flops the same for operations
   */
  public record Growth(int from, int to, double trainSeconds, double flops) {}

  /** The growth with length; empty for fewer than three lengths. */
  public static Optional<Growth> growth(List<BenchResult> results) {
    int[] lengths = results.stream().mapToInt(r -> r.config().length()).sorted().toArray();
    return lengths.length < LEAST_LENGTHS
        ? Optional.empty()
        : Optional.of(
            new Growth(
                lengths[0],
                lengths[lengths.length - 1],
                ScalingExponent.fit(results, r -> r.config().length(), BenchResult::trainSeconds),
                ScalingExponent.fit(results, r -> r.config().length(), BenchResult::flops)));
  }
}
