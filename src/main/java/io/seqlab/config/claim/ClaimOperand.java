package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.Shorthand;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose measure a test looks at; a bare word is the model. */
@Shorthand("model")
public record ClaimOperand(
    @Doc("A model of the study") String model,
    @Doc("Points that count of this one, laid over those of the test") @Default("{}")
        Map<String, ValueRange> where,
    @Doc("Its measure, in place of that of the test") @Default("null") Optional<String> measure) {
  /** A model at all the points of the test. */
  public static ClaimOperand of(String model) {
    return new ClaimOperand(model, Map.of(), Optional.empty());
  }

  void validate(String path, Set<String> models) {
    require(
        models.contains(model),
        path,
        "unknown model '%s'; %s",
        model,
        NearestName.hint(model, "models", models));
  }
}
