package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import java.util.Optional;

/**
 * Which pairs of a corpus are used, by length in tokens; of byte-pair encoding, in the words that
 * it divides. A pair with an empty side is never used.
 */
public record PairFilterSpec(
    @Doc("Minimum and maximum length of sources, such as [1, 50]; null is any") @Default("null")
        Optional<LengthRange> source,
    @Doc("Minimum and maximum length of targets, such as [1, 50]; null is any") @Default("null")
        Optional<LengthRange> target,
    @Doc("Maximum length of the longer side divided by that of the shorter; null is any")
        @Default("null")
        Optional<Double> ratio,
    @Doc("The splits that are filtered") @Default("train") Scope splits) {

  /** The splits that are filtered. */
  public enum Scope {
    @Doc("Training; validation and test keep every pair")
    TRAIN,
    @Doc("Training, validation and test; a text that is divided is filtered first")
    ALL
  }

  public PairFilterSpec {
    require(
        source.isPresent() || target.isPresent() || ratio.isPresent(),
        "source",
        "a filter requires source, target or ratio, such as {source: [1, 50], target: [1, 50], ratio: 9}");
    double bound = ratio.orElse(1.0);
    require(
        bound >= 1 && Double.isFinite(bound),
        "ratio",
        "ratio must be at least 1, as it divides the longer side by the shorter, not %s",
        bound);
  }
}
