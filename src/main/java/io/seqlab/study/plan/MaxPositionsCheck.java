package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.data.TaskData;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks that learned positional encodings cover the longest source and target sequences. */
public final class MaxPositionsCheck {
  private static final int EXCERPT_LENGTH = 40;

  private MaxPositionsCheck() {}

  /** Whether a model has learned positions. */
  static boolean appliesTo(ModelSpec model) {
    return model.encoder().maxLength().isPresent() || model.decoder().maxLength().isPresent();
  }

  /** Rejects a run with examples, or a decoding.max_length, longer than its learned positions. */
  public static void require(RunSpec run, TaskData data) {
    String encoder = "models." + run.model() + ".encoder";
    String decoder = "models." + run.model() + ".decoder";
    int encoderLimit = run.definition().encoder().maxLength().orElse(Integer.MAX_VALUE);
    int decoderLimit = run.definition().decoder().maxLength().orElse(Integer.MAX_VALUE);
    require(encoder, encoderLimit, longest(data, Example::source), "the longest source");
    require(decoder, decoderLimit, longest(data, Example::target), "the longest target");
    require(decoder, decoderLimit, run.decoding().maxLength(), "decoding.max_length");
  }

  /** Rejects examples whose source or target exceeds the learned positions of a model. */
  public static void require(ModelSpec model, List<Example> examples) {
    for (Example example : examples) {
      require(example.source(), model.encoder().maxLength().orElse(Integer.MAX_VALUE));
      require(example.target(), model.decoder().maxLength().orElse(Integer.MAX_VALUE));
    }
  }

  private static void require(String key, int limit, int tokens, String what) {
    if (tokens >= limit) { // end-of-sequence takes a position too
      throw new ConfigException(
          "%s.max_positions: %d learned positions are too few for %s (%d tokens plus end-of-sequence); set max_positions: %d, or positions: sinusoidal"
              .formatted(key, limit, what, tokens, tokens + 1));
    }
  }

  private static void require(List<String> tokens, int limit) {
    if (tokens.size() >= limit) {
      String start = String.join(" ", tokens.subList(0, Math.min(EXCERPT_LENGTH, tokens.size())));
      throw new DataException(
          "the line starting with '%s' has %d tokens, but this model has learned positions for %d; shorten the line",
          start.substring(0, Math.min(EXCERPT_LENGTH, start.length())), tokens.size(), limit - 1);
    }
  }

  private static int longest(TaskData data, Function<Example, List<String>> side) {
    return Stream.of(data.train(), data.valid(), data.test())
        .flatMap(List::stream)
        .mapToInt(example -> side.apply(example).size())
        .max()
        .orElse(0);
  }
}
