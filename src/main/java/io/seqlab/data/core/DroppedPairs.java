package io.seqlab.data.core;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Numbers of pairs of a split that are not used, by reason. With the examples of all splits they
 * are all rows of the text, up to its limit.
 *
 * @param counts above 0, in the order of the reasons
 */
public record DroppedPairs(Map<DropReason, Integer> counts) {
  public static final DroppedPairs NONE = new DroppedPairs(Map.of());

  public DroppedPairs {
    Map<DropReason, Integer> ordered = new EnumMap<>(DropReason.class);
    ordered.putAll(counts);
    ordered.values().removeIf(count -> count == 0);
    counts = Collections.unmodifiableMap(ordered);
  }

  /** Counts of reasons, one for each pair. */
  public static DroppedPairs of(Collection<DropReason> reasons) {
    return new DroppedPairs(
        reasons.stream().collect(Collectors.toMap(reason -> reason, reason -> 1, Integer::sum)));
  }

  public DroppedPairs plus(DroppedPairs other) {
    Map<DropReason, Integer> sums = new EnumMap<>(DropReason.class);
    sums.putAll(counts);
    other.counts.forEach((reason, count) -> sums.merge(reason, count, Integer::sum));
    return new DroppedPairs(sums);
  }

  /** Pairs for all reasons together. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * {@code 2 with an empty source, 1 with lengths beyond filter.ratio}; empty if there are none.
   */
  public String describe() {
    return counts.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey().phrase()))
        .collect(Collectors.joining(", "));
  }
}
