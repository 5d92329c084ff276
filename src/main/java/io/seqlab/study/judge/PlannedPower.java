package io.seqlab.study.judge;

import io.seqlab.config.SeedsSpec;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.statistics.Looks;
import io.seqlab.statistics.MedianInference;
import java.util.List;

/** The power of the tests of a claim, before any run, for normal values over seeds. */
public final class PlannedPower {
  private static final int STEPS_PER_UNIT = 10;
  private static final int MAX_EFFECT = 10;
  private static final double HALF = 0.5;

  private PlannedPower() {}

  /**
   * The smallest effect that a claim detects: if every part lies this many standard deviations over
   * seeds inside its bound, the claim is supported with the given probability. Parts are taken as
   * independent and one-sided; counted quantities and shares are left out. In steps of 0.1; 0 if
   * every part is counted or a share; infinite if more than 10 are needed, as with too few seeds.
   */
  public static double detectableEffect(ClaimSpec claim, SeedsSpec seeds, double power) {
    List<Integer> looks = seeds.judgedAt().stream().filter(n -> n > 1).toList();
    List<ClaimTest> sampled = claim.parts().stream().filter(PlannedPower::isSampled).toList();
    long medians =
        sampled.stream()
            .filter(test -> test.criterion().statistic() == TestStatistic.VALUE)
            .count();
    long means = sampled.size() - medians;
    if (sampled.isEmpty()) {
      return 0;
    }
    for (int i = 1; !looks.isEmpty() && i <= MAX_EFFECT * STEPS_PER_UNIT; i++) {
      double effect = (double) i / STEPS_PER_UNIT;
      double share = MedianInference.shareOfNormal(effect);
      double ofMedian = medians == 0 ? 1 : Looks.ofShare(looks, HALF).power(claim.level(), share);
      double ofMean = means == 0 ? 1 : Looks.ofMean(looks).power(claim.level(), effect);
      if (Math.pow(ofMedian, (double) medians) * Math.pow(ofMean, (double) means) >= power) {
        return effect;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static boolean isSampled(ClaimTest test) {
    return test.criterion().statistic() != TestStatistic.SHARE && !DeterministicMeasures.all(test);
  }
}
