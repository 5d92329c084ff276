package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.Optional;

/** Associative recall: pairs of a key and a value, then one of the keys, whose value is wanted. */
@TypeName("key_value_recall")
@Doc("Pairs of a key and a value, then one of the keys: its value is wanted")
public record KeyValueRecallTaskSpec(
    @Doc("How many different keys there are; no key stands twice in a source") @Default("50")
        int keys,
    @Doc("How many different values there are; chance is one in so many") @Default("50") int values,
    @Doc("Fewest and most pairs of a source") @Default("{}") SplitLengths pairs,
    @Doc("Which pair is asked for, counted from the end") @Default("{}") SplitDistances distance,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {

  /**
   * The distances at which the asked pair stands, uniformly spread and cut at the number of pairs:
   * 1 is the pair right before the query. Empty is any distance.
   */
  public record SplitDistances(
      @Default("null") Optional<LengthRange> train,
      @Default("null") Optional<LengthRange> valid,
      @Default("null") Optional<LengthRange> test) {}

  public KeyValueRecallTaskSpec {
    Require.words("keys", keys);
    Require.words("values", values);
    requireEnoughKeys(keys, "train", pairs.train());
    requireEnoughKeys(keys, "valid", pairs.valid());
    requireEnoughKeys(keys, "test", pairs.test());
    requireReach("train", distance.train(), pairs.train());
    requireReach("valid", distance.valid(), pairs.valid());
    requireReach("test", distance.test(), pairs.test());
  }

  private static void requireEnoughKeys(int keys, String split, LengthRange pairs) {
    require(
        pairs.max() <= keys,
        "keys",
        "pairs.%s goes up to %d, but there are only %d keys and none stands twice; raise keys",
        split,
        pairs.max(),
        keys);
  }

  private static void requireReach(
      String split, Optional<LengthRange> distance, LengthRange pairs) {
    int nearest = distance.map(LengthRange::min).orElse(1);
    require(
        nearest <= pairs.min(),
        "distance",
        "distance.%s begins at %d, but pairs.%s begins at %d; raise the fewest pairs to %d",
        split,
        nearest,
        split,
        pairs.min(),
        nearest);
  }

  @Override
  public boolean sharesVocabulary() {
    return true;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.keyValueRecall().apply(this);
  }
}
