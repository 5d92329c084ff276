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
 * Judges the claims of a study. Each part of a claim is judged at its share of the claim's level
 * (Bonferroni), so that the claim as a whole errs no more often than its level says; parts that
 * must hold for every seed take no share, as they have no rate of error. The claim is supported if
 * every part is, refuted if any part is, else inconclusive.
 */
public final class Judge {
  /** Draws of a bootstrap: at a level of 0.05 the 50th from either end. */
  private static final int DRAWS = 1999;

  private Judge() {}

  /**
   * Writes {@code claims.json} and {@code differences.json} from the gathered files of an
   * experiment.
   *
   * @param runs of the study, in their order
   */
  public static void write(ExperimentFolder experiment, StudySpec study, List<RunKey> runs)
      throws IOException {
    Evidence evidence = Evidence.read(experiment, runs);
    experiment.writeVerdicts(verdicts(study, evidence));
    experiment.writeDifferences(Differences.of(study, evidence));
  }

  /** What the runs say of every claim of a study. */
  public static List<Verdict> verdicts(StudySpec study, Evidence evidence) {
    return study.claims().stream().map(claim -> verdict(claim, evidence)).toList();
  }

  /** What the runs say of a claim. */
  public static Verdict verdict(ClaimSpec claim, Evidence evidence) {
    int sampled = (int) claim.parts().stream().filter(Judge::hasError).count();
    double level = MultipleTesting.bonferroni(claim.level(), Math.max(1, sampled));
    List<PartVerdict> parts = new ArrayList<>();
    for (int i = 0; i < claim.parts().size(); i++) {
      parts.add(PartJudge.judge(claim.parts().get(i), evidence, level, draws(claim.id(), i)));
    }
    double[] p = MultipleTesting.holm(parts.stream().mapToDouble(PartVerdict::p).toArray());
    List<PartVerdict> corrected =
        IntStream.range(0, p.length).mapToObj(i -> parts.get(i).withP(p[i])).toList();
    double error = sampled == 0 ? Double.NaN : claim.level();
    return new Verdict(claim.id(), claim.sentence(), ruling(parts), error, corrected);
  }

  /** What must hold for every seed is looked at, not inferred, so it has no rate of error. */
  private static boolean hasError(ClaimTest test) {
    return test.criterion().statistic() != TestStatistic.VALUE;
  }

  /** Chance that depends on nothing but what it is for. */
  static ResamplingOptions draws(String purpose, long number) {
    return new ResamplingOptions(DRAWS, RandomStream.seed(0, "judge." + purpose, number));
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
