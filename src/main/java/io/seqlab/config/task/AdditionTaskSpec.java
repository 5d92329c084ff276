package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

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
    @Doc("Whether each pair of numbers, in either order, occurs once at most, in one split")
        @Default("false")
        boolean distinct,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  public AdditionTaskSpec {
    Require.upTo("digits", digits, 9);
    if (distinct) {
      requirePairs("train", examples.train(), 0.4, digits);
      requirePairs("valid", examples.valid(), 0.05, digits);
      requirePairs("test", examples.test(), 0.05, digits);
    }
  }

  /**
   * Half of the pairs of a split at most (a tenth is test, a tenth validation), so that few draws
   * repeat.
   */
  private static void requirePairs(String split, int count, double share, int digits) {
    double numbers = Math.pow(10, digits);
    long limit = (long) (share * numbers * (numbers + 1) / 2);
    require(
        count <= limit,
        "examples." + split,
        "%,d examples are more than the %,d that distinct allows here; with digits: %d there are %,.0f pairs",
        count,
        limit,
        digits,
        numbers * (numbers + 1) / 2);
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
