package io.seqlab.config;

/** Dates as people write them, to be turned into ISO 8601, character by character. */
@Named("dates")
@Doc("Dates as people write them, to be turned into ISO 8601, character by character")
public record DatesTaskSpec(
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  @Override
  public boolean sharesVocabulary() {
    return false;
  }
}
