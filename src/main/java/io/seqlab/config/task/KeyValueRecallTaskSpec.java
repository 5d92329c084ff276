package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.Optional;

/** Associative recall: key-value pairs, then one of the keys; the target is its value. */
@SharedVocabulary
@TypeName("key_value_recall")
@Doc(
    "Associative recall: key-value pairs, then one of the keys; the target is its value, such as k4 v9 k1 v2 k4 → v9")
public record KeyValueRecallTaskSpec(
    @Doc("Number of different keys; keys of a source are distinct") @Default("50") int keys,
    @Doc("Number of different values; chance accuracy is 1 / values") @Default("50") int values,
    @Doc("Minimum and maximum number of pairs of a source") @Default("{}") SplitLengths pairs,
    @Doc("Distance of the queried pair from the end; 1 is the last pair") @Default("{}")
        SplitDistances distance,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {

  /**
   * Range of the distance of the queried pair, uniform and limited by the number of pairs; 1 is the
   * pair before the query. Empty is any distance.
   */
  public record SplitDistances(
      @Default("null") Optional<LengthRange> train,
      @Default("null") Optional<LengthRange> valid,
      @Default("null") Optional<LengthRange> test) {}

  public KeyValueRecallTaskSpec {
    Require.symbolCount("keys", keys);
    Require.symbolCount("values", values);
    requireEnoughKeys(keys, "train", pairs.train());
    requireEnoughKeys(keys, "valid", pairs.valid());
    requireEnoughKeys(keys, "test", pairs.test());
    requireDistance("train", distance.train(), pairs.train());
    requireDistance("valid", distance.valid(), pairs.valid());
    requireDistance("test", distance.test(), pairs.test());
  }

  private static void requireEnoughKeys(int keys, String split, LengthRange pairs) {
    require(
        pairs.max() <= keys,
        "keys",
        "pairs.%s goes up to %d, but there are only %d distinct keys; increase keys",
        split,
        pairs.max(),
        keys);
  }

  private static void requireDistance(
      String split, Optional<LengthRange> distance, LengthRange pairs) {
    int nearest = distance.map(LengthRange::min).orElse(1);
    require(
        nearest <= pairs.min(),
        "distance",
        "distance.%s starts at %d, but pairs.%s starts at %d; increase the minimum of pairs to %d",
        split,
        nearest,
        split,
        pairs.min(),
        nearest);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.keyValueRecall().apply(this);
  }
}
