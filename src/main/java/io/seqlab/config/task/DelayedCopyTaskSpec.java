package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Symbols to be remembered over a stretch of blanks, then copied. */
@TypeName("delayed_copy")
@Doc("Random symbols followed by blanks; the symbols are to be copied")
public record DelayedCopyTaskSpec(
    @Doc("How many different symbols there are") @Default("8") int symbols,
    @Doc("How many symbols are to be copied") @Default("10") int size,
    @Doc("Fewest and most blanks after the symbols") @Default("{}") SplitLengths delay,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  public DelayedCopyTaskSpec {
    Require.words("symbols", symbols);
    Require.positive("size", size);
  }

  @Override
  public boolean sharesVocabulary() {
    return true;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.delayedCopy().apply(this);
  }
}
