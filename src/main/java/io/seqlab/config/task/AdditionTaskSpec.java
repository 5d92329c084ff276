package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.text.TokensSpec;

/** Sums of two numbers, "12+345" to "357", character by character. */
@TypeName("addition")
@Doc("Sums of two numbers, character by character, such as 70+65 → 135")
public record AdditionTaskSpec(
    @Doc("Maximum number of digits of each number") @Default("3") int digits,
    @Doc("Whether the source is reversed, which helps a recurrent encoder") @Default("false")
        boolean reversed,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  public AdditionTaskSpec {
    Require.upTo("digits", digits, 9);
  }

  @Override
  public TokensSpec tokens() {
    return new TokensSpec.Char();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.addition().apply(this);
  }
}
