package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

import java.util.List;

/** A sentence about the models of a study, and the tests that support or refute it. */
public record ClaimSpec(
    @Doc("Short name, such as C1") String id,
    @Doc("What is claimed") String sentence,
    @Doc("Probability of error of the claim as a whole, shared by its parts") @Default("0.05")
        double level,
    @Doc("Tests that must all succeed") List<ClaimTest> parts) {
  public ClaimSpec {
    require(!id.isBlank(), "id", "a claim needs an id, such as C1");
    require(!sentence.isBlank(), "sentence", "a claim needs a sentence");
    require(level > 0 && level < 0.5, "level", "level must be between 0 and 0.5, not %s", level);
    require(!parts.isEmpty(), "parts", "a claim needs at least one test");
  }
}
