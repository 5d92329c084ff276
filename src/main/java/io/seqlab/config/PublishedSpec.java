package io.seqlab.config;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.NearestName;
import java.util.Collection;
import java.util.List;

/** A value that others have published, to be set beside the one reproduced. */
public record PublishedSpec(
    @Doc("Model of the study that reproduces it") String model,
    @Doc("Metric of the study that it is a value of") MetricName metric,
    @Doc("The value in the unit of results.csv: shares from 0 to 1, BLEU from 0 to 100")
        double value,
    @Doc("Where it was published: author, year, table") String source,
    @Doc("How it was measured; must say why, where it is not comparable") @Default("''")
        String protocol,
    @Doc("Whether it was measured as this study measures") boolean comparable) {
  private static final String KEY = "published";

  public PublishedSpec {
    require(
        Double.isFinite(value) && value >= 0,
        "value",
        "a published value is a number that is not negative, not %s",
        value);
    require(
        value <= metric.maximum(),
        "value",
        "%s is at most %s, not %s; give it as results.csv does, a share such as 0.93 for 93 %%",
        metric.key(),
        metric.maximum(),
        value);
    require(!source.isBlank(), "source", "say where the value was published: author, year, table");
    require(
        comparable || !protocol.isBlank(),
        "protocol",
        "a value that is not comparable needs a protocol that says why");
  }

  /** Refuses a value of a model or a metric that the study does not have. */
  void validate(Collection<String> models, List<MetricName> metrics) {
    require(
        models.contains(model),
        KEY,
        "a published value is of unknown model '%s'; %s",
        model,
        NearestName.hint(model, "models", models));
    List<String> measured = metrics.stream().map(MetricName::key).toList();
    require(
        metrics.contains(metric),
        KEY,
        "the published %s of %s cannot be reproduced, as the study does not measure it; add it to"
            + " metrics (now %s)",
        metric.key(),
        model,
        String.join(", ", measured));
  }
}
