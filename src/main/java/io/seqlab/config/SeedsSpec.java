package io.seqlab.config;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.Shorthand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The seeds of a study: a list, {@code [1, 2, 3]}, or numbers of seeds at which its claims are
 * judged, {@code {looks: [5, 8, 12, 20], until: decided}}.
 */
@Shorthand("list")
public record SeedsSpec(
    @Doc("Seeds, in the order of the runs; null is 1, 2, … up to the last look") @Default("null")
        Optional<List<Long>> list,
    @Doc(
            "Numbers of seeds, ascending, at which the claims are judged; empty is all seeds, judged once")
        @Default("[]")
        List<Integer> looks,
    @Doc("When seeds are no longer added") @Default("decided") Until until) {
  private static final int MAX_SEEDS = 1000;

  /** The end of a study that adds seeds. */
  public enum Until {
    @Doc("Every test of every claim is decided, or the last look is reached")
    DECIDED
  }

  public SeedsSpec {
    require(
        list.isPresent() || !looks.isEmpty(),
        "list",
        "seeds needs a list such as [1, 2, 3], or looks");
    list.ifPresent(seeds -> Require.distinct("list", seeds));
    for (int i = 0; i < looks.size(); i++) {
      Require.upTo("looks", looks.get(i), MAX_SEEDS);
      require(
          looks.get(i) > 1,
          "looks",
          "a look needs at least two seeds, as a test needs their variance; start with 5");
      require(
          i == 0 || looks.get(i) > looks.get(i - 1),
          "looks",
          "looks must be ascending numbers of seeds, not %s",
          looks);
    }
    require(
        list.isEmpty() || looks.isEmpty() || list.get().size() == looks.get(looks.size() - 1),
        "looks",
        "the last look must be at all %d seeds of the list, not at %d",
        list.map(List::size).orElse(0),
        looks.isEmpty() ? 0 : looks.get(looks.size() - 1));
  }

  /** Seeds as a list, judged once. */
  public static SeedsSpec of(List<Long> seeds) {
    return new SeedsSpec(Optional.of(seeds), List.of(), Until.DECIDED);
  }

  /** All seeds, also those of looks that may not be needed. */
  public List<Long> all() {
    return list.orElseGet(
        () -> LongStream.rangeClosed(1, looks.get(looks.size() - 1)).boxed().toList());
  }

  /**
   * The seeds of the looks that have begun: of the first one, and of all up to the last seed run.
   *
   * @param run seeds with a run
   */
  public List<Long> begun(Collection<Long> run) {
    List<Long> all = all();
    int last = judgedAt().get(0);
    for (int i = last; i < all.size(); i++) {
      int n = i;
      if (run.contains(all.get(i))) {
        last = judgedAt().stream().filter(look -> look > n).findFirst().orElseThrow();
      }
    }
    return all.subList(0, last);
  }

  /** Numbers of seeds at which the claims are judged; the last is all. */
  public List<Integer> judgedAt() {
    return looks.isEmpty() ? List.of(all().size()) : looks;
  }

  /** The seeds that each look adds. */
  public List<List<Long>> addedByLook() {
    List<List<Long>> added = new ArrayList<>();
    int from = 0;
    for (int to : judgedAt()) {
      added.add(all().subList(from, to));
      from = to;
    }
    return added;
  }
}
