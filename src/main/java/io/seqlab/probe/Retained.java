package io.seqlab.probe;

import io.seqlab.probe.LinearProbe.Labelled;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How many labels were found, and how many one would find who always says the commonest of those
 * learned from.
 */
record Retained(int right, int byChance, int count) {

  static final Retained NONE = new Retained(0, 0, 0);

  /** Counts one after the other. */
  static Retained of(boolean right, boolean byChance) {
    return new Retained(right ? 1 : 0, byChance ? 1 : 0, 1);
  }

  Retained plus(Retained other) {
    return new Retained(right + other.right, byChance + other.byChance, count + other.count);
  }

  /** The commonest label; of several the least. */
  static int commonest(List<Labelled> examples) {
    var counts =
        examples.stream().collect(Collectors.groupingBy(Labelled::label, Collectors.counting()));
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    return counts.keySet().stream()
        .filter(l -> counts.get(l) == most)
        .min(Integer::compare)
        .orElseThrow();
  }

  double accuracy() {
    return right / (double) count;
  }

  /** (accuracy − chance)/(1 − chance): 1 if all is found, 0 if no more than by chance. */
  double corrected() {
    return (right - byChance) / (double) (count - byChance);
  }
}
