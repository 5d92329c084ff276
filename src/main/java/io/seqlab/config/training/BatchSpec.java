package io.seqlab.config.training;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;

/** The batches of training. */
public record BatchSpec(
    @Doc("Batch size in units of unit") @Default("64") int size,
    @Doc("Unit of size") @Default("sentences") Unit unit,
    @Doc("Whether batches group examples of similar length, which reduces padding") @Default("true")
        boolean bucket) {

  /** The unit of the batch size. */
  public enum Unit {
    @Doc("Examples")
    SENTENCES,
    @Doc("Target tokens, padding included: longest target times number of examples is at most size")
    TOKENS
  }

  public BatchSpec {
    Require.positive("size", size);
  }
}
