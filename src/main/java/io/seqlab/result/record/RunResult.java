package io.seqlab.result.record;

import io.seqlab.config.measure.RunColumn;
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
 * @param peakMemoryMb largest resident memory of the process in training, in MiB
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

  /** A run of which nothing is known but that it was begun. */
  public static RunResult unknown(RunKey key) {
    double unknown = Double.NaN;
    return new RunResult(key, RunStatus.RUNNING, 0, 0, 0, unknown, unknown, unknown, Map.of());
  }

  /** One of the numbers, by its column. */
  public double figure(RunColumn figure) {
    return switch (figure) {
      case PARAMETERS -> parameters;
      case STEPS -> steps;
      case SECONDS -> seconds;
      case TRAIN_TOKENS_PER_SECOND -> trainTokensPerSecond;
      case DECODE_SENTENCES_PER_SECOND -> decodeSentencesPerSecond;
      case PEAK_MEMORY_MB -> peakMemoryMb;
    };
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

  /** The same run after so much training. */
  public RunResult trained(long parameterCount, long step, double trainingSeconds) {
    return new RunResult(
        key,
        status,
        parameterCount,
        step,
        trainingSeconds,
        trainTokensPerSecond,
        decodeSentencesPerSecond,
        peakMemoryMb,
        metrics);
  }

  /** The same run with what its latest process saw of its training, where that is known. */
  public RunResult seen(double tokensPerSecond, double processPeakMb) {
    return new RunResult(
        key,
        status,
        parameters,
        steps,
        seconds,
        Double.isNaN(tokensPerSecond) ? trainTokensPerSecond : tokensPerSecond,
        decodeSentencesPerSecond,
        Double.isNaN(peakMemoryMb) ? processPeakMb : Math.max(peakMemoryMb, processPeakMb),
        metrics);
  }

  /** The same run with what was measured on its test examples. */
  public RunResult tested(double sentencesPerSecond, Map<String, Double> values) {
    return new RunResult(
        key,
        status,
        parameters,
        steps,
        seconds,
        trainTokensPerSecond,
        sentencesPerSecond,
        peakMemoryMb,
        values);
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
