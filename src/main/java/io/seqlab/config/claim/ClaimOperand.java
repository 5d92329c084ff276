package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.Shorthand;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An operand of a claim test: a model, the selected points and the measure. */
@Shorthand("model")
public record ClaimOperand(
    @Doc("A model of the study") String model,
    @Doc("Points selected for this model, which override those of the test") @Default("{}")
        Map<String, ValueRange> where,
    @Doc("Measure of this model; null takes that of the test") @Default("null")
        Optional<String> measure) {
  void validate(String path, Set<String> models) {
    require(
        models.contains(model),
        path,
        () -> "unknown model '%s'; %s".formatted(model, NearestName.hint(model, "models", models)));
  }
}
