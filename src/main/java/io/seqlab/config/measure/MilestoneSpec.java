package io.seqlab.config.measure;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Doc;

/**
 * A validation quality. {@code steps_to}, {@code seconds_to} and {@code tokens_to} are the training
 * up to the first validation that reaches it.
 */
public record MilestoneSpec(
    @Doc("Metric of the validation examples") MetricName metric,
    @Doc(
            "Value that counts as reached: at least this, or at most for metrics where lower is better")
        double reaches) {
  public MilestoneSpec {
    require(
        Double.isFinite(reaches) && metric.isPossible(reaches),
        "reaches",
        "%s never is %s; its values are from %.0f to %.0f",
        metric.key(),
        reaches,
        metric.minimum(),
        metric.maximum());
  }

  /** Whether a validation score reaches it. */
  public boolean isReachedBy(double score) {
    return metric.higherIsBetter() ? score >= reaches : score <= reaches;
  }
}
