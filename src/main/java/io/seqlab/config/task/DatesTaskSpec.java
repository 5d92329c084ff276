package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.text.TokensSpec;

/** English dates to ISO 8601, character by character. */
@TypeName("dates")
@Doc("English dates to ISO 8601, character by character, such as 3rd of May, 1979 → 1979-05-03")
public record DatesTaskSpec(
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  @Override
  public TokensSpec tokens() {
    return new TokensSpec.Char();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.dates().apply(this);
  }
}
