package io.seqlab.statistics;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Stratified bootstrap percentile inference for statistics of {@link TaskScores} (Agarwal et al.
 * 2021, section 4.1). The strata are the tasks of each model: their runs are resampled with
 * replacement, independently of those of other tasks and models. So it says how a result
 * generalises to other seeds, not to other tasks.
 *
 * <p>With n runs in a stratum the variance is (n − 1)/n of the unbiased estimate: intervals of few
 * runs are too narrow. A stratum of equal scores counts as if all its runs had this score.
 */
public final class StratifiedBootstrap {
  private StratifiedBootstrap() {}

  /**
   * Inference for each of several statistics of the same models, from the same resamples.
   *
   * @param statistics of the scores of the models; always as many
   */
  public static List<Inference> of(
      List<TaskScores> models,
      Function<List<TaskScores>, double[]> statistics,
      ResamplingOptions options) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(options.seed());
    double[] estimates = statistics.apply(models);
    double[][] replicates = new double[estimates.length][options.resamples()];
    for (int r = 0; r < options.resamples(); r++) {
      List<TaskScores> resampled = models.stream().map(model -> model.resample(random)).toList();
      double[] values = statistics.apply(resampled);
      for (int k = 0; k < values.length; k++) {
        replicates[k][r] = values[k];
      }
    }
    return IntStream.range(0, estimates.length)
        .<Inference>mapToObj(k -> new ReplicateInference(estimates[k], replicates[k]))
        .toList();
  }
}
