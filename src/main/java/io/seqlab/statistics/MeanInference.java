package io.seqlab.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean over seeds by Student's t. Exact for normal values; for values whose distribution over
 * seeds is skewed the error of one side exceeds the level with few seeds.
 */
public record MeanInference(SampleSummary sample) implements Inference {
  /**
   * The t inference of a sample whose values differ. Where all are equal their variance is unknown,
   * and the inference is that of the {@link MedianInference median}, which needs none.
   *
   * @param values finite, at least two
   */
  public static Inference of(double... values) {
    SampleSummary sample = SampleSummary.of(values);
    return sample.deviation() > 0 ? new MeanInference(sample) : new MedianInference(values);
  }

  @Override
  public double estimate() {
    return sample.mean();
  }

  @Override
  public double pAbove(double bound) {
    return t().survivalProbability((sample.mean() - bound) / error());
  }

  @Override
  public double pBelow(double bound) {
    return t().cumulativeProbability((sample.mean() - bound) / error());
  }

  @Override
  public double lower(double level) {
    return sample.mean() - t().inverseSurvivalProbability(level) * error();
  }

  @Override
  public double upper(double level) {
    return sample.mean() + t().inverseSurvivalProbability(level) * error();
  }

  private double error() {
    return sample.deviation() / Math.sqrt(sample.n());
  }

  private TDistribution t() {
    return TDistribution.of(sample.n() - 1.0);
  }
}
