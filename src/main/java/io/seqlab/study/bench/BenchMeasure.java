package io.seqlab.study.bench;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.Require;
import io.seqlab.probe.cost.MedianTimer;
import java.util.Arrays;
import java.util.List;

/** A speed that two programs can measure in turns, each for about a second. */
public enum BenchMeasure {
  /** Median milliseconds of a training step. */
  TRAINING("train_ms") {
    @Override
    public double of(BenchModel model) {
      return 1e3 * model.stepSeconds(STEPS, 1);
    }
  },

  /** Sentences per second of greedy search for token ids. */
  GREEDY("decode_sentences_per_second") {
    @Override
    public double of(BenchModel model) {
      return model.greedy(SECONDS);
    }
  },

  /** Sentences per second of greedy search with log-probabilities. */
  SCORED("scored_sentences_per_second") {
    @Override
    public double of(BenchModel model) {
      return model.scored(SECONDS);
    }
  },

  /** Sentences per second of beam search. */
  BEAM("beam_sentences_per_second") {
    @Override
    public double of(BenchModel model) {
      Require.positive("--beam", model.config().beam());
      return model.beam(SECONDS);
    }
  };

  /** Minimum time of warm-up, and of the timed runs. */
  private static final double SECONDS = 0.5;

  private static final MedianTimer STEPS = new MedianTimer(0, 30, 2 * SECONDS, Cancellation.NONE);

  private final String key;

  BenchMeasure(String key) {
    this.key = key;
  }

  /**
   * The measure of a key.
   *
   * @throws ConfigException if there is none
   */
  public static BenchMeasure of(String key) {
    return Arrays.stream(values())
        .filter(measure -> measure.key.equals(key))
        .findFirst()
        .orElseThrow(() -> unknown(key));
  }

  private static ConfigException unknown(String key) {
    List<String> keys = Arrays.stream(values()).map(BenchMeasure::key).toList();
    return new ConfigException(
        "unknown measure '%s'; %s".formatted(key, NearestName.hint(key, "measures", keys)));
  }

  /** The key in JSON. */
  public String key() {
    return key;
  }

  /** Measures a model. */
  public abstract double of(BenchModel model);
}
