package io.seqlab.config;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;

/** How every model answers when it is measured. */
public record DecodingSpec(
    @Doc("Hypotheses kept at each step; 1 is greedy") @Default("1") int beam,
    @Doc("How much a beam favours longer answers: log p / ((5 + length) / 6)^length_penalty")
        @Default("0.6")
        double lengthPenalty,
    @Doc("Most tokens of an answer, end-of-sequence left out") @Default("100") int maxLength,
    @Doc("Sentences answered at once") @Default("64") int batch) {
  public DecodingSpec {
    require(beam >= 1, "beam", "beam must be at least 1, not %d", beam);
    require(
        lengthPenalty >= 0,
        "length_penalty",
        "length_penalty must not be negative, not %s",
        lengthPenalty);
    require(maxLength >= 1, "max_length", "max_length must be at least 1, not %d", maxLength);
    require(batch >= 1, "batch", "batch must be at least 1, not %d", batch);
  }
}
