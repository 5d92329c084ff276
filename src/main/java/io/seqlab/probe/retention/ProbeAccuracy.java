package io.seqlab.probe.retention;

import io.seqlab.probe.retention.LinearProbe.LabelledFeatures;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Test accuracy of a linear probe, and that of the majority baseline, which always predicts the
 * most frequent training label.
 */
record ProbeAccuracy(int correct, int baselineCorrect, int count) {

  static final ProbeAccuracy NONE = new ProbeAccuracy(0, 0, 0);

  /** Of one test example. */
  static ProbeAccuracy of(boolean correct, boolean baselineCorrect) {
    return new ProbeAccuracy(correct ? 1 : 0, baselineCorrect ? 1 : 0, 1);
  }

  ProbeAccuracy plus(ProbeAccuracy other) {
    return new ProbeAccuracy(
        correct + other.correct, baselineCorrect + other.baselineCorrect, count + other.count);
  }

  /** The most frequent label, the smallest among equals. */
  static int majorityLabel(List<LabelledFeatures> examples) {
    var counts =
        examples.stream()
            .collect(Collectors.groupingBy(LabelledFeatures::label, Collectors.counting()));
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    return counts.keySet().stream()
        .filter(l -> counts.get(l) == most)
        .min(Integer::compare)
        .orElseThrow();
  }

  double accuracy() {
    return correct / (double) count;
  }

  /** (accuracy − baseline) / (1 − baseline): 1 if all is correct, 0 if no better than baseline. */
  double aboveBaseline() {
    return (correct - baselineCorrect) / (double) (count - baselineCorrect);
  }
}
