package io.seqlab.study.judge;

import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.data.core.RandomStream;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.PartVerdict;
import io.seqlab.result.record.Ruling;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Verdict;
import io.seqlab.statistics.MultipleTesting;
import io.seqlab.statistics.ResamplingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tests the claims of a study. Each part of a claim is tested at a Bonferroni-corrected level, so
 * that the family-wise error rate is at most the level of the claim; parts that must hold for every
 * seed are not counted, as they have no error rate. The claim is supported if every part is,
 * refuted if any part is, otherwise inconclusive.
 */
public final class Judge {
  /** With this number, the ends of a 95 % interval are the 50th order statistics. */
  private static final int RESAMPLES = 1999;

  private Judge() {}

  /**
   * Writes {@code claims.json} and {@code differences.json} from the committed files of an
   * experiment.
   *
   * @param runs runs of the study, in order
   */
  public static void write(ExperimentFolder experiment, StudySpec study, List<RunKey> runs)
      throws IOException {
    Evidence evidence = Evidence.read(experiment, runs);
    experiment.writeVerdicts(verdicts(study, evidence));
    experiment.writeDifferences(Differences.of(study, evidence));
  }

  /** Tests every claim of a study. */
  public static List<Verdict> verdicts(StudySpec study, Evidence evidence) {
    return study.claims().stream().map(claim -> verdict(claim, evidence)).toList();
  }

  /** Tests a claim. */
  public static Verdict verdict(ClaimSpec claim, Evidence evidence) {
    int tests = (int) claim.parts().stream().filter(Judge::hasErrorRate).count();
    double level = MultipleTesting.bonferroni(claim.level(), Math.max(1, tests));
    List<PartVerdict> parts = new ArrayList<>();
    for (int i = 0; i < claim.parts().size(); i++) {
      parts.add(PartJudge.judge(claim.parts().get(i), evidence, level, resampling(claim.id(), i)));
    }
    double[] p = MultipleTesting.holm(parts.stream().mapToDouble(PartVerdict::p).toArray());
    List<PartVerdict> corrected =
        IntStream.range(0, p.length).mapToObj(i -> parts.get(i).withP(p[i])).toList();
    double errorRate = tests == 0 ? Double.NaN : claim.level();
    return new Verdict(claim.id(), claim.sentence(), ruling(parts), errorRate, corrected);
  }

  /** A test that must hold for every seed is an observation, not an inference. */
  private static boolean hasErrorRate(ClaimTest test) {
    return test.criterion().statistic() != TestStatistic.VALUE;
  }

  /** Options whose seed depends only on the purpose, so that verdicts are reproducible. */
  static ResamplingOptions resampling(String purpose, long number) {
    return new ResamplingOptions(RESAMPLES, RandomStream.seed(0, "judge." + purpose, number));
  }

  private static Ruling ruling(List<PartVerdict> parts) {
    if (parts.stream().anyMatch(part -> part.ruling() == Ruling.REFUTED)) {
      return Ruling.REFUTED;
    }
    return parts.stream().allMatch(part -> part.ruling() == Ruling.SUPPORTED)
        ? Ruling.SUPPORTED
        : Ruling.INCONCLUSIVE;
  }
}
