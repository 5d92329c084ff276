package io.seqlab.study.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.SeedsSpec;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.record.PartVerdict;
import io.seqlab.result.record.Ruling;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Verdict;
import io.seqlab.statistics.ShareInference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Error rates and power of the judge on simulated studies, for each type of test. A rate counts
 * studies: a claim is falsely supported if one of its parts lies on its bound and all others far
 * inside, and falsely refuted if a part is refuted while all lie on their bounds. The effect of a
 * seed is in standard deviations of the tested statistic over seeds. Rates with their intervals are
 * in {@code target/calibration.tsv}.
 */
class CalibrationTest {
  private static final int STUDIES = Integer.getInteger("calibration.studies", 10_000);
  private static final int FEW = 2000;
  private static final double LARGEST_ERROR = 0.06;
  private static final double LEAST_POWER = 0.8;

  /** All of five seeds must lie on the claimed side of a median: 0.933⁵ at 1.5 SD. */
  private static final double LEAST_POWER_OF_MEDIAN_OF_FIVE = 0.69;

  /** No test of a mean of five skewed differences has the power asked for and a smaller error. */
  private static final double LARGEST_ERROR_OF_SKEWED_DIFFERENCES = 0.11;

  private static final double FAR = 40;

  private static final SeedsSpec FIVE = SeedsSpec.of(List.of(1L, 2L, 3L, 4L, 5L));
  private static final SeedsSpec UP_TO_TWENTY =
      SpecReader.read("{looks: [5, 8, 12, 20], until: decided}", "seeds", SeedsSpec.class);

  /** Values of mean 0 and variance 1. */
  enum Noise {
    NORMAL,
    /** Gamma of shape 4: skewness 1. */
    SKEWED_UP,
    SKEWED_DOWN;

    private static final double MEDIAN_OF_GAMMA_4 = 3.672060748850897;

    double draw(Random random) {
      if (this == NORMAL) {
        return random.nextGaussian();
      }
      double gamma = 0;
      for (int i = 0; i < 4; i++) {
        gamma -= Math.log(1 - random.nextDouble());
      }
      return (this == SKEWED_UP ? 1 : -1) * (gamma - 4) / 2;
    }

    double median() {
      return switch (this) {
        case NORMAL -> 0;
        case SKEWED_UP -> (MEDIAN_OF_GAMMA_4 - 4) / 2;
        case SKEWED_DOWN -> (4 - MEDIAN_OF_GAMMA_4) / 2;
      };
    }
  }

  /** A test whose statistic lies on its bound at effect 0, and inside for a positive effect. */
  enum Type {
    GREATER("greater, measure: m%d, of: a, than: b"),
    /** The other model has the same value in every seed, so that the difference is skewed too. */
    GREATER_THAN_CONSTANT("greater, measure: m%d, of: a, than: b"),
    RATIO_WITHIN("ratio_within, measure: e%d, of: a, to: b, within: [1, null]"),
    EQUAL_WITHIN("equal_within, measure: m%d, of: a, than: b, within: 100"),
    TREND("trend, measure: m%d, of: a, over: x, slope: [0, null]"),
    EXPONENT("trend, measure: p%d, of: a, over: x, scale: log, slope: [0, null]"),
    GAP_WIDENS("gap_widens, measure: m%d, of: a, than: b, over: x"),
    HOLDS("holds, measure: m%d, of: a, above: 0"),
    SHARE("share, measure: m%d, of: a, counts: [0, null], above: 0.5");

    private static final int POINTS = 5;
    private static final double SPREAD = Math.sqrt(10); // √Σ(x − x̄)² of x = 1 … 5

    private final String test;

    Type(String test) {
      this.test = test;
    }

    /** Adds the values of one seed and part. */
    void add(SimulatedRuns runs, long seed, int part, Noise noise, double effect, Random random) {
      RunKey a = new RunKey("a", seed);
      RunKey b = new RunKey("b", seed);
      String m = "m" + part;
      double rootTwo = Math.sqrt(2);
      switch (this) {
        case GREATER -> {
          runs.measure(a, m, "", 0, noise.draw(random) + effect * rootTwo);
          runs.measure(b, m, "", 0, noise.draw(random));
        }
        case GREATER_THAN_CONSTANT -> {
          runs.measure(a, m, "", 0, noise.draw(random) + effect);
          runs.measure(b, m, "", 0, 0);
        }
        case EQUAL_WITHIN -> {
          runs.measure(a, m, "", 0, noise.draw(random) + effect * rootTwo);
          runs.measure(b, m, "", 0, noise.draw(random) + 100);
        }
        case RATIO_WITHIN -> {
          runs.measure(a, "e" + part, "", 0, Math.exp(noise.draw(random) + effect * rootTwo));
          runs.measure(b, "e" + part, "", 0, Math.exp(noise.draw(random)));
        }
        case TREND, EXPONENT, GAP_WIDENS -> {
          double sd = this == GAP_WIDENS ? rootTwo : 1;
          for (int x = 1; x <= POINTS; x++) {
            double value = noise.draw(random) + effect * sd / SPREAD * x;
            if (this == EXPONENT) {
              runs.measure(a, "p" + part, "x", Math.exp(x), Math.exp(value));
            } else {
              runs.measure(a, m, "x", x, value);
            }
            runs.measure(b, m, "x", x, noise.draw(random));
          }
        }
        case HOLDS, SHARE ->
            runs.measure(a, m, "", 0, noise.draw(random) - noise.median() + effect);
      }
    }

    String yaml(int part) {
      return "{type: " + test.formatted(part) + "}";
    }
  }

  /**
   * A design.
   *
   * @param learnt probability that a seed learns its task, as the control of the claim requires
   */
  private record Design(Type type, Noise noise, int parts, SeedsSpec seeds, double learnt) {
    private static final String CONTROL =
        "{measure: accuracy, of: [a], at_least: 0.95, seeds: 0.1}";

    @Override
    public String toString() {
      return "%s\t%s\t%d\t%s\t%.1f"
          .formatted(
              type.name().toLowerCase(Locale.ROOT),
              noise.name().toLowerCase(Locale.ROOT),
              parts,
              seeds.judgedAt().size() == 1 ? "5" : "5 to 20",
              learnt);
    }

    ClaimSpec claim() {
      List<String> tests = Stream.iterate(0, i -> i + 1).limit(parts).map(type::yaml).toList();
      String control = learnt < 1 ? CONTROL : "";
      return SpecReader.read(
          "{id: C1, sentence: s, parts: %s, requires: [%s]}".formatted(tests, control),
          "claim",
          ClaimSpec.class);
    }

    /** The share of studies with a verdict, if the parts have these effects. */
    Rate rate(int studies, List<Double> effects, Predicate<Verdict> counts) {
      Random random = new Random(7);
      ClaimSpec claim = claim();
      int count = 0;
      for (int study = 0; study < studies; study++) {
        count += counts.test(study(random, effects).judge(claim, seeds)) ? 1 : 0;
      }
      return new Rate(count, studies);
    }

    private SimulatedRuns study(Random random, List<Double> effects) {
      SimulatedRuns runs = new SimulatedRuns();
      for (long seed : seeds.all()) {
        RunKey a = new RunKey("a", seed);
        runs.run(a, 0).run(new RunKey("b", seed), 0);
        boolean learns = random.nextDouble() < learnt;
        if (learnt < 1) {
          runs.measure(a, "accuracy", "", 0, learns ? 1 : 0.1);
        }
        for (int part = 0; part < parts; part++) {
          double effect = learns ? effects.get(part) : -FAR;
          type.add(runs, seed, part, noise, effect, random);
        }
      }
      return runs;
    }
  }

  private record Rate(int count, int studies) {
    double value() {
      return (double) count / studies;
    }

    void record(String what, Design design) throws IOException {
      ShareInference share = new ShareInference(count, studies);
      Files.writeString(
          Files.createDirectories(Path.of("target")).resolve("calibration.tsv"),
          "%s\t%s\t%.4f\t%.4f\t%.4f\t%d\n"
              .formatted(what, design, value(), share.lower(0.025), share.upper(0.025), studies),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static List<Double> onBound(int parts) {
    return Collections.nCopies(parts, 0.0);
  }

  /** The first part lies on its bound, the others far inside. */
  private static List<Double> firstOnBound(int parts) {
    return Stream.iterate(0, i -> i + 1).limit(parts).map(i -> i == 0 ? 0 : FAR).toList();
  }

  private static boolean anyRefuted(Verdict verdict) {
    return verdict.parts().stream().map(PartVerdict::ruling).anyMatch(Ruling.REFUTED::equals);
  }

  private static boolean isSupported(Verdict verdict) {
    return verdict.ruling() == Ruling.SUPPORTED;
  }

  private static void assertErrorsAreLow(Design design, int studies) throws IOException {
    assertErrorsAreBelow(LARGEST_ERROR, design, studies);
  }

  private static void assertErrorsAreBelow(double largest, Design design, int studies)
      throws IOException {
    Rate support = design.rate(studies, firstOnBound(design.parts()), CalibrationTest::isSupported);
    support.record("false support", design);
    Rate refutation = design.rate(studies, onBound(design.parts()), CalibrationTest::anyRefuted);
    refutation.record("false refutation", design);
    assertThat(support.value()).as("false support, %s", design).isLessThan(largest);
    assertThat(refutation.value()).as("false refutation, %s", design).isLessThan(largest);
  }

  private static Stream<Type> types() {
    return Stream.of(Type.values()).filter(type -> type != Type.GREATER_THAN_CONSTANT);
  }

  static Stream<Design> designs() {
    return types()
        .flatMap(
            type -> Stream.of(Noise.values()).map(noise -> new Design(type, noise, 1, FIVE, 1)))
        .flatMap(each -> Stream.of(each, with(each, 3)))
        .flatMap(each -> Stream.of(each, with(each, UP_TO_TWENTY)))
        .flatMap(
            each ->
                each.noise() == Noise.NORMAL ? Stream.of(each, with(each, 0.9)) : Stream.of(each));
  }

  private static Design with(Design design, int parts) {
    return new Design(design.type(), design.noise(), parts, design.seeds(), design.learnt());
  }

  private static Design with(Design design, SeedsSpec seeds) {
    return new Design(design.type(), design.noise(), design.parts(), seeds, design.learnt());
  }

  private static Design with(Design design, double learnt) {
    return new Design(design.type(), design.noise(), design.parts(), design.seeds(), learnt);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("designs")
  void errorsAreAtMostSixPercent(Design design) throws IOException {
    assertErrorsAreLow(design, STUDIES);
  }

  static Stream<Design> skewedDifferences() {
    return Stream.of(Noise.SKEWED_UP, Noise.SKEWED_DOWN)
        .map(noise -> new Design(Type.GREATER_THAN_CONSTANT, noise, 1, FIVE, 1))
        .flatMap(each -> Stream.of(each, with(each, UP_TO_TWENTY)));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("skewedDifferences")
  void errorsOfSkewedDifferencesAreKnown(Design design) throws IOException {
    assertErrorsAreBelow(LARGEST_ERROR_OF_SKEWED_DIFFERENCES, design, STUDIES);
  }

  static Stream<Design> some() {
    return Stream.of(
        new Design(Type.GREATER, Noise.NORMAL, 3, FIVE, 1),
        new Design(Type.HOLDS, Noise.SKEWED_DOWN, 1, UP_TO_TWENTY, 1),
        new Design(Type.TREND, Noise.NORMAL, 1, UP_TO_TWENTY, 0.9));
  }

  @ParameterizedTest
  @MethodSource("some")
  void errorsOfSomeDesignsAreLow(Design design) throws IOException {
    assertErrorsAreLow(design, FEW);
  }

  static Stream<Design> powerful() {
    return types()
        .filter(type -> type != Type.SHARE)
        .map(type -> new Design(type, Noise.NORMAL, 1, FIVE, 1))
        .flatMap(each -> Stream.of(each, with(each, 3), with(each, UP_TO_TWENTY)));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("powerful")
  void powerIsAtLeastEightyPercentExceptForTheMedianOfFiveSeeds(Design design) throws IOException {
    double effect = design.seeds().judgedAt().size() > 1 ? 1 : design.parts() == 1 ? 1.5 : 2;
    Rate power =
        design.rate(
            STUDIES, Collections.nCopies(design.parts(), effect), CalibrationTest::isSupported);
    power.record("power at %.1f SD".formatted(effect), design);
    boolean medianOfFive = design.type() == Type.HOLDS && design.seeds().equals(FIVE);
    assertThat(power.value())
        .as("power, %s", design)
        .isGreaterThan(medianOfFive ? LEAST_POWER_OF_MEDIAN_OF_FIVE : LEAST_POWER);
  }
}
