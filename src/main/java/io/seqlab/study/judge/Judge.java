package io.seqlab.study.judge;

import io.seqlab.config.SeedsSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.Control;
import io.seqlab.data.core.RandomStream;
import io.seqlab.result.file.CollectedTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.registration.Registration;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.PartVerdict.Elsewhere;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import io.seqlab.statistics.MultipleTesting;
import io.seqlab.statistics.ResamplingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tests the claims of a study. A claim is supported if every part is, each at the level of the
 * claim: all of them must be wrong together to support a false claim (intersection-union test,
 * Berger 1982). A part is refuted at that level corrected for the number of parts (Holm 1979).
 * {@link Ruling#of} combines the rulings on the parts.
 */
public final class Judge {
  /** With this number, the ends of a 95 % interval are the 50th order statistics. */
  private static final int RESAMPLES = 1999;

  private Judge() {}

  /**
   * Writes {@code claims.json} and {@code differences.json}.
   *
   * @param tables of the experiment, which agree with each other
   */
  public static void write(ExperimentFolder experiment, StudySpec study, CollectedTables tables)
      throws IOException {
    Evidence evidence = Evidence.of(study, tables);
    experiment.writeVerdicts(verdicts(experiment, study, evidence));
    experiment.writeDifferences(Differences.of(study, evidence));
  }

  /** Tests every claim of a study, and tells how it stood when its runs began. */
  public static List<Verdict> verdicts(
      ExperimentFolder experiment, StudySpec study, Evidence evidence) throws IOException {
    return FrozenClaims.mark(study, experiment, verdicts(study, evidence));
  }

  /** Tests every claim of a study. */
  public static List<Verdict> verdicts(StudySpec study, Evidence evidence) {
    return study.claims().stream()
        .map(claim -> verdict(claim, study.requires(), study.seeds(), evidence))
        .toList();
  }

  /**
   * Tests a claim at each look whose runs have ended.
   *
   * @param ofStudy controls of the study
   */
  static Verdict verdict(
      ClaimSpec claim, List<Control> ofStudy, SeedsSpec seeds, Evidence evidence) {
    List<PartJudge> parts = new ArrayList<>();
    List<List<Elsewhere>> elsewhere = new ArrayList<>();
    for (ClaimTest test : claim.parts()) {
      List<Control> controls = controls(ofStudy, claim, test);
      ResamplingOptions resampling = resampling(claim.id(), parts.size());
      parts.add(new PartJudge(evidence, test, controls, resampling));
      List<Elsewhere> others = new ArrayList<>();
      new OtherPoints(evidence, test)
          .tests(claim.parts())
          .forEach(
              (point, other) -> {
                PartJudge part = new PartJudge(evidence, other, controls, resampling);
                decide(List.of(part), seeds, evidence, claim.level());
                others.add(part.elsewhere(point, claim.level()));
              });
      elsewhere.add(others);
    }
    decide(parts, seeds, evidence, claim.level());
    List<PartVerdict> verdicts =
        IntStream.range(0, parts.size())
            .mapToObj(i -> verdict(parts, i, claim.level(), elsewhere.get(i)))
            .toList();
    Ruling ruling = Ruling.of(verdicts.stream().map(PartVerdict::ruling).toList());
    return new Verdict(
        claim.id(),
        claim.sentence(),
        context(claim),
        ruling,
        claim.level(),
        verdicts,
        Registration.NONE);
  }

  /** Judges parts at each look; the Holm correction is for these. */
  private static void decide(
      List<PartJudge> parts, SeedsSpec seeds, Evidence evidence, double level) {
    for (List<Long> ofLook : evidence.looks(seeds)) {
      parts.forEach(part -> part.look(ofLook, seeds.judgedAt()));
      double[] refutation = refutation(parts);
      for (int i = 0; i < refutation.length; i++) {
        parts.get(i).decide(level, refutation[i]);
      }
    }
  }

  private static Verdict.Context context(ClaimSpec claim) {
    return new Verdict.Context(
        claim.topic(), claim.quote(), claim.source(), claim.interpretation(), claim.scope());
  }

  private static double[] refutation(List<PartJudge> parts) {
    return MultipleTesting.holm(refutationP(parts));
  }

  private static double[] refutationP(List<PartJudge> parts) {
    return parts.stream().mapToDouble(PartJudge::refutationP).toArray();
  }

  private static PartVerdict verdict(
      List<PartJudge> parts, int index, double level, List<Elsewhere> elsewhere) {
    double refutationLevel = MultipleTesting.holmLevel(level, index, refutationP(parts));
    return parts.get(index).verdict(level, refutation(parts)[index], refutationLevel, elsewhere);
  }

  /**
   * The controls of a test: its own, and those of claim and study that concern its models. A
   * control of models that no part of the claim tests, such as one that must fail, concerns every
   * part.
   */
  private static List<Control> controls(List<Control> ofStudy, ClaimSpec claim, ClaimTest test) {
    Set<String> tested =
        claim.parts().stream().flatMap(part -> models(part).stream()).collect(Collectors.toSet());
    List<Control> all = new ArrayList<>(ofStudy);
    all.addAll(claim.requires());
    all.removeIf(
        control ->
            !control.of().isEmpty()
                && control.of().stream().noneMatch(models(test)::contains)
                && control.of().stream().anyMatch(tested::contains));
    all.addAll(test.requires());
    return all;
  }

  private static Set<String> models(ClaimTest test) {
    return test.criterion().operands().stream()
        .map(ClaimOperand::model)
        .collect(Collectors.toSet());
  }

  /** Options whose seed depends only on the purpose, so that verdicts are reproducible. */
  static ResamplingOptions resampling(String purpose, long number) {
    return new ResamplingOptions(RESAMPLES, RandomStream.seed(0, "judge." + purpose, number));
  }
}
