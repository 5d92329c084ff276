package io.seqlab.result.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model differs from the first model of the study in one metric, run against run of the same
 * seed: an entry of {@code differences.json}. What is not known is NaN.
 *
 * @param grid point of the model
 * @param reference the first model of the study
 * @param referenceGrid its point, which has the same values of the keys that both have
 * @param seeds that both have finished
 * @param difference mean over seeds
 * @param over what other seeds would give, and other examples where their scores are known: 95 %
 * @param within what these runs would give on other examples: 95 %
 * @param pSeeds of the paired t test over seeds, Holm-corrected over the rows of the metric
 * @param pExamples of approximate randomisation within seeds, corrected likewise
 * @param cohensD difference of the means in standard deviations over seeds
 * @param cliffsDelta share of pairs of seeds that are above, minus that of those below
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

  /** From low to high. */
  public record Range(double low, double high) {}

  /** The same with other p. */
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
