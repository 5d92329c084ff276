package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;

/** How one text is divided at random into training, validation and test text. */
public record DivisionSpec(
    @Doc("Number of validation pairs") int valid,
    @Doc("Number of test pairs") int test,
    @Doc("Seed of the division, independent of the seeds of the study") @Default("1") long seed,
    @Doc(
            "Whether pairs with the same source may be in different splits; sources are compared in lower case, NFKC, with white space as one space")
        @Default("false")
        boolean shareSources) {
  public DivisionSpec {
    Require.exampleCount("valid", valid);
    Require.exampleCount("test", test);
  }
}
