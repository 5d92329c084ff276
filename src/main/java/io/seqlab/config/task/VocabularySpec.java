package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import java.util.Optional;

/** Which tokens of the training text a model knows; the others become {@code <unk>}. */
public record VocabularySpec(
    @Doc("Most frequent tokens kept, special tokens apart; null keeps all") @Default("null")
        Optional<Integer> limit,
    @Doc("Tokens seen less often than this are unknown") @Default("1") int minFrequency,
    @Doc("One vocabulary for source and target") @Default("false") boolean shared) {
  public VocabularySpec {
    require(limit.orElse(1) >= 1, "limit", "limit must be at least 1, not %d", limit.orElse(1));
    require(
        minFrequency >= 1,
        "min_frequency",
        "min_frequency must be at least 1, not %d",
        minFrequency);
  }
}
