package io.seqlab.config;

import java.util.Map;
import java.util.Optional;

/** Whose measure a test looks at; a bare word is the model. */
@Shorthand("model")
public record ClaimSubject(
    @Doc("A model of the study") String model,
    @Doc("Points that count of this one, laid over those of the test") @Default("{}")
        Map<String, ValueRange> where,
    @Doc("Its measure, in place of that of the test") @Default("null") Optional<String> measure) {
  /** A model at all the points of the test. */
  public static ClaimSubject of(String model) {
    return new ClaimSubject(model, Map.of(), Optional.empty());
  }
}
