package io.seqlab.config;

/** Symbols to be remembered over a stretch of blanks, then copied. */
@Named("delayed_copy")
@Doc("Random symbols followed by blanks; the symbols are to be copied")
public record DelayedCopyTaskSpec(
    @Doc("How many different symbols there are") @Default("8") int symbols,
    @Doc("How many symbols are to be copied") @Default("10") int size,
    @Doc("Fewest and most blanks after the symbols") @Default("{}") SplitLengths delay,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  public DelayedCopyTaskSpec {
    Sizes.words("symbols", symbols);
    Sizes.positive("size", size);
  }

  @Override
  public boolean sharesVocabulary() {
    return true;
  }
}
