package io.seqlab.result.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The difference in one metric between a model and the first model of the study, paired by seed: an
 * entry of {@code differences.json}. Undefined numbers are NaN.
 *
 * @param grid grid point of the model
 * @param reference the first model of the study
 * @param referenceGrid grid point of the reference; equal values for the keys that both have
 * @param seeds number of seeds finished by both
 * @param difference mean over seeds
 * @param over 95 % confidence interval across seeds, and examples if their scores are available and
 *     all seeds have the same
 * @param within 95 % confidence interval across examples, for these runs
 * @param pSeeds p of the paired t test over seeds, Holm-corrected over the rows of the metric
 * @param pExamples p of the randomization test over examples, corrected in the same way
 * @param cohensD Cohen's d: difference of the means divided by the pooled standard deviation over
 *     seeds
 * @param cliffsDelta fraction of pairs of seeds with the model above, minus that below
 */
public record Difference(
    String metric,
    String model,
    Map<String, String> grid,
    String reference,
    Map<String, String> referenceGrid,
    int seeds,
    double difference,
    Range over,
    Range within,
    double pSeeds,
    double pExamples,
    double cohensD,
    double cliffsDelta) {
  public Difference {
    grid = Collections.unmodifiableMap(new LinkedHashMap<>(grid));
    referenceGrid = Collections.unmodifiableMap(new LinkedHashMap<>(referenceGrid));
  }

  /** An interval. */
  public record Range(double low, double high) {}

  /** A copy with other p values. */
  public Difference withP(double seedsP, double examplesP) {
    return new Difference(
        metric,
        model,
        grid,
        reference,
        referenceGrid,
        seeds,
        difference,
        over,
        within,
        seedsP,
        examplesP,
        cohensD,
        cliffsDelta);
  }
}
