package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A sentence about the models of a study, and the tests that support or refute it. */
public record ClaimSpec(
    @Doc("Short name, such as C1") String id,
    @Doc("What is claimed") String sentence,
    @Doc("Probability of error of the claim as a whole, shared by its parts") @Default("0.05")
        double level,
    @Doc("Tests that must all succeed") List<ClaimTest> parts) {
  public ClaimSpec {
    require(
        id.matches("[A-Za-z0-9._+-]+"),
        "id",
        "id '%s' must be letters, digits, '.', '_', '+' or '-', such as C1",
        id);
    require(!sentence.isBlank(), "sentence", "a claim needs a sentence");
    require(level > 0 && level < 0.5, "level", "level must be between 0 and 0.5, not %s", level);
    require(!parts.isEmpty(), "parts", "a claim needs at least one test");
  }

  /** Refuses a test of a model that the study does not have, or of a metric it does not measure. */
  void requireWithin(String path, Set<String> models, Set<MetricName> measured) {
    for (int i = 0; i < parts.size(); i++) {
      ClaimTest test = parts.get(i);
      for (ClaimSubject subject : test.subjects()) {
        subject.requireWithin("%s.parts[%d]".formatted(path, i), models);
        requireMeasured(
            "%s.parts[%d]".formatted(path, i), subject.measure().orElse(test.measure()), measured);
      }
    }
  }

  /** Any other name may be that of a measure of a probe, which only its runs will tell. */
  private static void requireMeasured(String path, String measure, Set<MetricName> measured) {
    Set<MetricName> others = EnumSet.allOf(MetricName.class);
    others.removeAll(measured);
    require(
        others.stream().noneMatch(metric -> metric.key().equals(measure)),
        path,
        "the study does not measure %s; add it to metrics (now %s)",
        measure,
        measured.stream().map(MetricName::key).collect(Collectors.joining(", ")));
  }
}
