package io.seqlab.study.judge;

import java.util.List;

/**
 * Numbers of seeds at which a test is made.
 *
 * @param planned at each look
 * @param dropped number that do not meet the controls so far
 */
record SeedCounts(List<Integer> planned, int dropped) {
  /** All seeds at once. */
  static SeedCounts single(int seeds) {
    return new SeedCounts(List.of(seeds), 0);
  }

  /** Without those dropped; if more are dropped later, it is an approximation for later looks. */
  List<Integer> kept() {
    return planned.stream().map(n -> n - dropped).filter(n -> n > 0).toList();
  }
}
