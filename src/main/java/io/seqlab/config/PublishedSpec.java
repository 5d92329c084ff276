package io.seqlab.config;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.claim.AvailableMeasures;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.NearestName;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** A published value, shown beside the reproduced one. */
public record PublishedSpec(
    @Doc("Model of the study that reproduces the value") String model,
    @Doc(
            "Metric of the study, column of results.csv such as parameters, or learning curve such as valid_bleu")
        String measure,
    @Doc(
            "Selected points, by grid key or dimension, such as {step: 1000}; a learning curve without step is its best value")
        @Default("{}")
        Map<String, ValueRange> where,
    @Doc(
            "The value in the unit of results.csv: fractions from 0 to 1; BLEU, chrF and TER from 0 to 100")
        double value,
    @Doc("Publication: author, year, table") String source,
    @Doc("Measurement protocol; required if the value is not comparable") @Default("''")
        String protocol,
    @Doc("Whether the value was measured with the protocol of this study")
        Comparability comparable) {
  private static final String KEY = "published";

  /** What a difference from a published value means. */
  public enum Comparability {
    @Doc("The protocol is that of the publication")
    YES,
    @Doc("Data or protocol differ: the order of models can be compared, not the values")
    ORDERING_ONLY,
    @Doc("The values mean different things")
    NO;

    /** As text: {@code ordering only}. */
    public String describe() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  public PublishedSpec {
    require(
        Double.isFinite(value) && value >= 0,
        "value",
        "a published value must be a finite number of at least 0, not %s",
        value);
    require(!source.isBlank(), "source", "source must name the publication: author, year, table");
    require(
        comparable == Comparability.YES || !protocol.isBlank(),
        "protocol",
        "a value with comparable: %s needs a protocol that explains the difference",
        comparable.name().toLowerCase(Locale.ROOT));
  }

  /** Rejects a model, a measure or points that the study does not have. */
  void validate(Collection<String> models, AvailableMeasures measures) {
    require(
        models.contains(model),
        KEY,
        "a published value names the unknown model '%s'; %s",
        model,
        NearestName.hint(model, "models", models));
    measures.require(KEY, measure, where.keySet());
    MeasureDefinition definition = measures.definitions().get(measure);
    require(
        value <= definition.maximum(),
        KEY,
        "%s is at most %s, not %s; use the unit of results.csv, such as 0.93 for 93 %%",
        measure,
        definition.maximum(),
        value);
  }
}
