package io.seqlab.study.judge;

import io.seqlab.config.claim.ClaimTest;
import java.util.Set;

/**
 * Measures that are counted of a model rather than sampled from runs: no other seed could give
 * another number because of chance alone, so equal numbers need no spread to be believed. What is
 * measured before training ({@code initial_…}) and fitted to them ({@code …_exponent}) counts too.
 */
final class DeterministicMeasures {
  private static final Set<String> MEASURES =
      Set.of(
          "parameters",
          "steps",
          "flops",
          "attention_flops",
          "block_flops",
          "attention_memory_mb", // of the arrays that the formula makes, not of the process
          "block_memory_mb",
          "sequential_depth",
          "greedy_depth",
          "gradient_reach");

  private DeterministicMeasures() {}

  /** Whether all that a test looks at is counted. */
  static boolean all(ClaimTest test) {
    return test.criterion().operands().stream()
        .map(subject -> test.measureOf(subject))
        .map(measure -> measure.replaceFirst("^initial_", "").replaceFirst("_exponent$", ""))
        .allMatch(MEASURES::contains);
  }
}
