package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Key tokens among noise tokens; the target is the keys. */
@SharedVocabulary
@TypeName("needle")
@Doc(
    "Key tokens among noise tokens; the target is the keys in their order, such as n5 k1 n48 n22 k7 → k1 k7")
public record NeedleTaskSpec(
    @Doc("Number of keys of a source") @Default("3") int keys,
    @Doc("Number of different keys") @Default("20") int keyTokens,
    @Doc("Number of different noise tokens") @Default("50") int noiseTokens,
    @Doc("Minimum and maximum number of noise tokens of a source") @Default("{}")
        SplitLengths noise,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  public NeedleTaskSpec {
    Require.length("keys", keys);
    Require.symbolCount("key_tokens", keyTokens);
    Require.symbolCount("noise_tokens", noiseTokens);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.needle().apply(this);
  }
}
