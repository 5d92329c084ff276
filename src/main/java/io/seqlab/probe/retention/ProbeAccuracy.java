package io.seqlab.probe.retention;

import io.seqlab.probe.retention.LinearProbe.Labelled;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How many labels were found, and how many one would find who always says the commonest of those
 * learned from.
 */
record ProbeAccuracy(int right, int byChance, int count) {

  static final ProbeAccuracy NONE = new ProbeAccuracy(0, 0, 0);

  /** Counts one after the other. */
  static ProbeAccuracy of(boolean right, boolean byChance) {
    return new ProbeAccuracy(right ? 1 : 0, byChance ? 1 : 0, 1);
  }

  ProbeAccuracy plus(ProbeAccuracy other) {
    return new ProbeAccuracy(right + other.right, byChance + other.byChance, count + other.count);
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
