package io.seqlab.config.training;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;

/** How examples are put together into batches. */
public record BatchSpec(
    @Doc("Sentences, or tokens, in a batch") @Default("64") int size,
    @Doc("What size counts") @Default("sentences") Unit unit,
    @Doc("Whether examples of similar length go together, which saves padding") @Default("true")
        boolean bucket) {

  /** What the size of a batch counts. */
  public enum Unit {
    @Doc("Examples")
    SENTENCES,
    @Doc("Target positions, padding included: longest target times examples stays within size")
    TOKENS
  }

  public BatchSpec {
    require(size >= 1, "size", "size must be at least 1, not %d", size);
  }
}
