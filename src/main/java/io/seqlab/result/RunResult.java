package io.seqlab.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a run came to: one row of {@code results.csv}. What is not known (yet) is NaN.
 *
 * @param parameters trained numbers of the model
 * @param steps optimizer steps taken
 * @param seconds of training, validation and saving left out
 * @param trainTokensPerSecond real target tokens, end-of-sequence included, warm-up left out
 * @param decodeSentencesPerSecond test sentences answered
 * @param peakMemoryMb largest resident memory of the process, in MiB
 * @param metrics value of each metric on the test examples, by the metric's key, in the order of
 *     the study; one that was not computed is absent
 */
public record RunResult(
    RunKey key,
    RunStatus status,
    long parameters,
    long steps,
    double seconds,
    double trainTokensPerSecond,
    double decodeSentencesPerSecond,
    double peakMemoryMb,
    Map<String, Double> metrics) {
  public RunResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** The same run with another status. */
  public RunResult with(RunStatus other) {
    return with(key, other, metrics);
  }

  /** The same as if of another run. */
  public RunResult with(RunKey other) {
    return with(other, status, metrics);
  }

  /** The same run with no metrics but these. */
  public RunResult withOnly(Set<String> wanted) {
    Map<String, Double> kept = new LinkedHashMap<>(metrics);
    kept.keySet().retainAll(wanted);
    return with(key, status, kept);
  }

  private RunResult with(RunKey otherKey, RunStatus otherStatus, Map<String, Double> others) {
    return new RunResult(
        otherKey,
        otherStatus,
        parameters,
        steps,
        seconds,
        trainTokensPerSecond,
        decodeSentencesPerSecond,
        peakMemoryMb,
        others);
  }
}
