package io.seqlab.study.judge;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers of seeds at which a test is made.
 *
 * @param planned at each look
 * @param met numbers of those that meet the controls, at the looks so far
 */
record SeedCounts(List<Integer> planned, List<Integer> met) {
  SeedCounts {
    met = List.copyOf(met);
  }

  /** The same looks at seeds that all meet the controls. */
  SeedCounts withAll() {
    return new SeedCounts(planned, planned.subList(0, met.size()));
  }

  /** Number of seeds that do not meet the controls so far. */
  int dropped() {
    int last = met.size() - 1;
    return last < 0 ? 0 : planned.get(last) - met.get(last);
  }

  /**
   * The seeds that are tested at each look; if more are dropped later, it is an approximation for
   * later looks. A look without seeds is none.
   */
  List<Integer> kept() {
    return IntStream.range(0, planned.size())
        .map(look -> look < met.size() ? met.get(look) : planned.get(look) - dropped())
        .filter(n -> n > 0)
        .boxed()
        .toList();
  }
}
