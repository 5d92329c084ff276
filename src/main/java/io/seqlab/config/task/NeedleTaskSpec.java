package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** A few key tokens among noise, to be found and repeated. */
@TypeName("needle")
@Doc("Key tokens scattered among noise; the keys are wanted, in their order")
public record NeedleTaskSpec(
    @Doc("How many keys stand in a source") @Default("3") int keys,
    @Doc("How many different keys there are") @Default("20") int keyTokens,
    @Doc("How many different noise tokens there are") @Default("50") int noiseTokens,
    @Doc("Fewest and most noise tokens of a source") @Default("{}") SplitLengths noise,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  public NeedleTaskSpec {
    Require.positive("keys", keys);
    Require.words("key_tokens", keyTokens);
    Require.words("noise_tokens", noiseTokens);
  }

  @Override
  public boolean sharesVocabulary() {
    return true;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.needle().apply(this);
  }
}
