package io.seqlab.study.judge;

import io.seqlab.config.claim.Bounds;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.Control;
import io.seqlab.result.verdict.ControlResult;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.PartVerdict.Errors;
import io.seqlab.result.verdict.PartVerdict.Estimate;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.statistics.ResamplingOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Judges one part of a claim along the looks at growing numbers of seeds. The first look at which
 * the part is decided is final.
 */
final class PartJudge {
  private final Evidence evidence;
  private final ClaimTest test;
  private final List<Control> controls;
  private final ResamplingOptions resampling;

  private Look current;
  private final List<Integer> met = new ArrayList<>(); // seeds that meet the controls, by look
  private Collection<Long> ofCurrent = List.of();
  private Collection<Long> ofLast = List.of();
  private double smallestSupport = 1;
  private double smallestRefutation = 1;
  private Ruling ruling = Ruling.INCONCLUSIVE;

  /**
   * The data of one look.
   *
   * @param part empty if they do not suffice
   * @param all the test on all seeds, whether they meet the controls or not, if all have a value
   * @param counts numbers of seeds at this look and all others
   * @param reason why they do not suffice, or which control failed
   */
  private record Look(
      Optional<PartTest> part,
      Optional<PartTest> all,
      List<ControlResult> controls,
      SeedCounts counts,
      boolean invalid,
      String reason) {
    static Look without(String reason) {
      return new Look(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          new SeedCounts(List.of(), List.of()),
          false,
          reason);
    }
  }

  PartJudge(
      Evidence evidence, ClaimTest test, List<Control> controls, ResamplingOptions resampling) {
    this.evidence = evidence;
    this.test = test;
    this.controls = controls;
    this.resampling = resampling;
    current = Look.without("no look was reached");
  }

  /**
   * Reads the data of a look, unless the part is decided; then only its seeds are kept.
   *
   * @param seeds of this look
   * @param planned numbers of seeds of all looks
   */
  void look(Collection<Long> seeds, List<Integer> planned) {
    ofLast = seeds;
    if (isDecided()) {
      return;
    }
    ofCurrent = seeds;
    try {
      current = read(seeds, planned);
    } catch (InsufficientDataException e) {
      current = Look.without(e.getMessage());
    }
    current
        .part()
        .filter(part -> !current.invalid())
        .ifPresent(
            part -> {
              smallestSupport = Math.min(smallestSupport, part.supportP(current.counts()));
              smallestRefutation = Math.min(smallestRefutation, part.refutationP(current.counts()));
            });
  }

  private Look read(Collection<Long> seeds, List<Integer> planned)
      throws InsufficientDataException {
    met.add(0); // as of a look whose data do not suffice
    Controls result = Controls.of(evidence, test, controls, seeds);
    met.set(met.size() - 1, result.met().size());
    SeedCounts counts = new SeedCounts(planned, met);
    Optional<String> failure = result.failure();
    boolean none = result.met().isEmpty();
    Optional<PartTest> part =
        none || failure.isPresent() ? Optional.empty() : Optional.of(test(result.met()));
    return new Look(
        part,
        counts.dropped() == 0 && part.isPresent() ? part : testIfDefined(seeds),
        result.results(),
        counts,
        failure.isPresent(),
        failure.orElse(none ? "no seed meets all controls" : ""));
  }

  /** The test on seeds that do not all meet the controls; empty if one of them has no value. */
  private Optional<PartTest> testIfDefined(Collection<Long> seeds) {
    try {
      return Optional.of(test(seeds));
    } catch (InsufficientDataException e) {
      return Optional.empty();
    }
  }

  private PartTest test(Collection<Long> seeds) throws InsufficientDataException {
    return PartTest.of(test, ClaimObservations.of(evidence, test, seeds), resampling);
  }

  /** Smallest p of refutation of all looks; NaN for a counted quantity, which has no error. */
  double refutationP() {
    return counted() ? Double.NaN : smallestRefutation;
  }

  boolean isDecided() {
    return ruling != Ruling.INCONCLUSIVE;
  }

  private boolean counted() {
    return current.part().filter(part -> part.method() == PartTest.Method.COUNTED).isPresent();
  }

  /**
   * Decides the part, if its data do.
   *
   * @param refutation p of refutation, corrected for the parts of the claim
   */
  void decide(double level, double refutation) {
    if (isDecided() || (current.part().isEmpty() && !current.invalid())) {
      return;
    }
    if (current.invalid()) {
      ruling = Ruling.INVALID;
    } else if (smallestSupport <= level) {
      ruling = Ruling.SUPPORTED;
    } else if ((counted() ? smallestRefutation : refutation) <= level) {
      ruling = Ruling.REFUTED;
    }
  }

  /**
   * The verdict after the last look.
   *
   * @param refutation p of refutation, corrected for the parts of the claim
   * @param refutationLevel the largest uncorrected p of refutation that refutes the part
   */
  PartVerdict verdict(
      double level,
      double refutation,
      double refutationLevel,
      List<PartVerdict.Elsewhere> elsewhere) {
    Optional<PartTest> part = current.part();
    Bounds bounds = test.criterion().bounds();
    return new PartVerdict(
        TestDescription.of(test),
        new PartVerdict.Quantity(
            test.criterion().statistic(), test.measure(), TestDescription.dimension(test)),
        ruling,
        bounds.describe(),
        new PartVerdict.Range(bounds.lower(), bounds.upper()),
        part.map(PartTest::describeMethod).orElse(""),
        estimate(level),
        current
            .all()
            .map(each -> each.estimate(level, current.counts().withAll()))
            .orElse(Estimate.NONE),
        current.counts().dropped(),
        current.controls(),
        controlsOfAllSeeds(),
        part.isEmpty()
            ? Errors.NONE
            : new Errors(smallestSupport, counted() ? smallestRefutation : refutation),
        part.map(PartTest::effect).orElse(Double.NaN),
        part.filter(each -> ruling != Ruling.INVALID)
            .map(each -> BreakingPoint.of(each, ruling, level, refutationLevel, current.counts()))
            .orElse(""),
        reason(level),
        elsewhere);
  }

  private List<ControlResult> controlsOfAllSeeds() {
    if (ofLast.size() == ofCurrent.size()) {
      return List.of();
    }
    try {
      return Controls.of(evidence, test, controls, ofLast).results();
    } catch (InsufficientDataException e) {
      return List.of();
    }
  }

  /**
   * The verdict after the last look at points other than the claimed ones.
   *
   * @param point description of the points
   */
  PartVerdict.Elsewhere elsewhere(String point, double level) {
    return new PartVerdict.Elsewhere(point, estimate(level), ruling);
  }

  private Estimate estimate(double level) {
    return current.part().map(part -> part.estimate(level, current.counts())).orElse(Estimate.NONE);
  }

  private String reason(double level) {
    if (ruling == Ruling.SUPPORTED || ruling == Ruling.REFUTED) {
      return "";
    } else if (!current.reason().isEmpty()) {
      return current.reason();
    }
    PartTest part = current.part().orElseThrow();
    int least = part.leastSeeds(level);
    int n = part.values().length;
    return n < least
        ? "needs %d seeds: no result of %d can support it".formatted(least, n)
        : "the interval overlaps a bound";
  }
}
