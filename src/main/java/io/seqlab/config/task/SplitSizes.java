package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.YamlValue;
import java.util.Optional;

/** Number of examples by split, and the seed that they are drawn from. */
public record SplitSizes(
    @Default("10000") int train,
    @Default("500") int valid,
    @Default("1000") int test,
    @Doc(
            "Seed of the examples of all splits: a number gives every run the same examples; each draws them anew for each seed of the study, from that seed")
        @Default("0")
        YamlValue seed) {
  private static final String EACH = "each";

  public SplitSizes {
    Require.exampleCount("train", train);
    Require.exampleCount("valid", valid);
    Require.exampleCount("test", test);
    require(
        seed.text().equals(EACH) || number(seed).isPresent(),
        "seed",
        "seed must be each or an integer such as 0, not %s",
        seed.text());
  }

  /** Examples that are the same for every seed of the study. */
  public SplitSizes(int train, int valid, int test) {
    this(train, valid, test, new YamlValue("0"));
  }

  /** Whether each seed of the study has examples of its own. */
  boolean isOfEachSeed() {
    return seed.text().equals(EACH);
  }

  /** The seed of the random streams that generate the examples of a run. */
  public long streamSeed() {
    return number(seed)
        .orElseThrow(
            () -> new IllegalStateException("the seed of the run has not been set in its task"));
  }

  SplitSizes withSeed(long number) {
    return new SplitSizes(train, valid, test, new YamlValue(Long.toString(number)));
  }

  private static Optional<Long> number(YamlValue value) {
    try {
      return Optional.of(Long.parseLong(value.text()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
