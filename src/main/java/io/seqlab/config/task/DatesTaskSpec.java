package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;

/** Dates as people write them, to be turned into ISO 8601, character by character. */
@TypeName("dates")
@Doc("Dates as people write them, to be turned into ISO 8601, character by character")
public record DatesTaskSpec(
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  @Override
  public CorpusTaskSpec.TokenLevel tokens() {
    return CorpusTaskSpec.TokenLevel.CHAR;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.dates().apply(this);
  }
}
