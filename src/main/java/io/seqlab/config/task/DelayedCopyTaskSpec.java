package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Random symbols followed by blanks; the target is a copy of the symbols. */
@SharedVocabulary
@TypeName("delayed_copy")
@Doc(
    "Random symbols followed by blanks; the target is a copy of the symbols, such as 3 1 7 _ _ _ → 3 1 7")
public record DelayedCopyTaskSpec(
    @Doc("Number of different symbols") @Default("8") int symbols,
    @Doc("Number of symbols to copy") @Default("10") int size,
    @Doc("Minimum and maximum number of blanks after the symbols") @Default("{}")
        SplitLengths delay,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  public DelayedCopyTaskSpec {
    Require.symbolCount("symbols", symbols);
    Require.length("size", size);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.delayedCopy().apply(this);
  }
}
