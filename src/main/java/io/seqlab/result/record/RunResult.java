package io.seqlab.result.record;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.RunColumn;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The result of a run: one row of {@code results.csv}. Numbers not measured (yet) are NaN.
 *
 * @param parameters number of trainable parameters
 * @param steps optimizer steps
 * @param seconds training time without validation and checkpoints
 * @param trainTokensPerSecond target tokens without padding, with end-of-sequence, without warm-up
 * @param decodeSentencesPerSecond decoding speed on the test examples
 * @param peakMemoryMb peak resident memory of the process during training, in MiB
 * @param metrics value of each metric on the test examples, by metric key, in the order of the
 *     study; metrics not computed are absent. Of a trial of a search: its best validation score, or
 *     none if training diverged
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
    requirePossible("parameters", (double) parameters);
    requirePossible("steps", (double) steps);
    requirePossible("seconds", seconds);
    requirePossible("train_tokens_per_second", trainTokensPerSecond);
    requirePossible("decode_sentences_per_second", decodeSentencesPerSecond);
    requirePossible("peak_memory_mb", peakMemoryMb);
    metrics.forEach(RunResult::requirePossibleMetric);
  }

  private static void requirePossible(String name, double value) {
    if (value < 0 || Double.isInfinite(value)) {
      throw impossible(name, value);
    }
  }

  private static void requirePossibleMetric(String name, double value) {
    if (MetricName.ofKey(name).filter(metric -> metric.isPossible(value)).isEmpty()) {
      throw impossible(name, value);
    }
  }

  private static IllegalArgumentException impossible(String name, double value) {
    return new IllegalArgumentException("its value of %s is %s".formatted(name, value));
  }

  /** The result of a run that has just started: nothing is measured. */
  public static RunResult started(RunKey key) {
    double nan = Double.NaN;
    return new RunResult(key, RunStatus.RUNNING, 0, 0, 0, nan, nan, nan, Map.of());
  }

  /** The value of a column of {@code results.csv}. */
  public double value(RunColumn column) {
    return switch (column) {
      case PARAMETERS -> parameters;
      case STEPS -> steps;
      case SECONDS -> seconds;
      case TRAIN_TOKENS_PER_SECOND -> trainTokensPerSecond;
      case DECODE_SENTENCES_PER_SECOND -> decodeSentencesPerSecond;
      case PEAK_MEMORY_MB -> peakMemoryMb;
    };
  }

  /** A copy with another status. */
  public RunResult with(RunStatus other) {
    return with(key, other, decodeSentencesPerSecond, metrics);
  }

  /** A copy for another run. */
  public RunResult with(RunKey other) {
    return with(other, status, decodeSentencesPerSecond, metrics);
  }

  /** A copy with a subset of the metrics. */
  public RunResult withOnly(Set<String> metricKeys) {
    Map<String, Double> kept = new LinkedHashMap<>(metrics);
    kept.keySet().retainAll(metricKeys);
    return with(key, status, decodeSentencesPerSecond, kept);
  }

  /** A copy with the amount of training so far. */
  public RunResult withTraining(long parameterCount, long step, double trainingSeconds) {
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

  /** A copy with speed (unless NaN) and peak memory measured by the current process. */
  public RunResult withTrainingCost(double tokensPerSecond, double processPeakMb) {
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

  /** A copy with decoding speed and metrics on the test examples. */
  public RunResult withTest(double sentencesPerSecond, Map<String, Double> testMetrics) {
    return with(key, status, sentencesPerSecond, testMetrics);
  }

  private RunResult with(
      RunKey otherKey,
      RunStatus otherStatus,
      double sentencesPerSecond,
      Map<String, Double> otherMetrics) {
    return new RunResult(
        otherKey,
        otherStatus,
        parameters,
        steps,
        seconds,
        trainTokensPerSecond,
        sentencesPerSecond,
        peakMemoryMb,
        otherMetrics);
  }
}
