package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;

/** Whether the number of ones among random bits is even or odd. */
@TypeName("parity")
@Doc("Random bits: whether the number of ones is even or odd")
public record ParityTaskSpec(
    @Doc("Whether the parity up to each bit is wanted, not that of the whole") @Default("false")
        boolean running,
    @Doc("Fewest and most bits of a source") @Default("{}") SplitLengths lengths,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  @Override
  public <T> T match(Cases<T> cases) {
    return cases.parity().apply(this);
  }
}
