package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;

/** Parity of random bits. */
@TypeName("parity")
@Doc("Parity of random bits, such as 0 1 1 1 → odd")
public record ParityTaskSpec(
    @Doc("Whether the target is the parity after each bit instead of the parity of all bits")
        @Default("false")
        boolean running,
    @Doc("Minimum and maximum number of bits of a source") @Default("{}") SplitLengths lengths,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  @Override
  public <T> T match(Cases<T> cases) {
    return cases.parity().apply(this);
  }
}
