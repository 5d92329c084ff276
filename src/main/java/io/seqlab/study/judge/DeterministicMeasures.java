package io.seqlab.study.judge;

import io.seqlab.config.claim.ClaimTest;
import java.util.Set;

/**
 * Measures computed from the model's structure, which do not vary by chance across seeds: a test on
 * them accepts zero variance. Their values before training ({@code initial_…}) and exponents fitted
 * to them ({@code …_exponent}) are deterministic, too.
 */
final class DeterministicMeasures {
  private static final Set<String> MEASURES =
      Set.of(
          "parameters",
          "steps",
          "flops",
          "encoder_flops",
          "decoder_flops",
          "attention_flops",
          "block_flops",
          "attention_memory_mb", // size of the arrays, not memory of the process
          "block_memory_mb",
          "sequential_depth",
          "greedy_depth",
          "path_length",
          "gradient_reach");

  private DeterministicMeasures() {}

  /** Whether all measures of a test are deterministic. */
  static boolean all(ClaimTest test) {
    return test.criterion().operands().stream()
        .map(test::measureOf)
        .map(measure -> measure.replaceFirst("^initial_", "").replaceFirst("_exponent$", ""))
        .allMatch(MEASURES::contains);
  }
}
