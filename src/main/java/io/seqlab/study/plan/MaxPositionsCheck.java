package io.seqlab.study.plan;

import io.seqlab.config.DecodingSpec;
import io.seqlab.config.RunSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.data.TaskData;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks that what limits the length of sequences covers the longest: learned positional encodings,
 * and the slots of attention.
 */
public final class MaxPositionsCheck {
  private static final int EXCERPT_LENGTH = 40;

  private MaxPositionsCheck() {}

  /** Whether a model limits the length of sequences. */
  static boolean appliesTo(ModelSpec model) {
    return model.encoder().maxLength().isPresent()
        || model.decoder().maxLength().isPresent()
        || model.decoder().maxSourceLength().isPresent();
  }

  /** Rejects a run with examples, or a decoding.max_length, longer than its model allows. */
  public static void require(RunSpec run, TaskData data) {
    if (!appliesTo(run.definition())) {
      return;
    }
    String encoder = "models." + run.model() + ".encoder";
    String decoder = "models." + run.model() + ".decoder";
    int encoderLimit = run.definition().encoder().maxLength().orElse(Integer.MAX_VALUE);
    int decoderLimit = run.definition().decoder().maxLength().orElse(Integer.MAX_VALUE);
    int source = longest(data, Example::source);
    if (run.definition().decoder().joinsSource()) {
      String joined = "models." + run.model();
      int both = longest(data, MaxPositionsCheck::joined);
      require(joined, decoderLimit, both, "the longest source and target");
      int longest = Math.max(run.decoding().maxLength(), run.trained().decoding().maxLength());
      int decoded = source + 1 + longest;
      require(joined, decoderLimit, decoded, "the longest source and decoding.max_length");
      return;
    }
    require(encoder, encoderLimit, source, "the longest source");
    require(decoder, decoderLimit, longest(data, Example::target), "the longest target");
    require(decoder, decoderLimit, run.decoding().maxLength(), "decoding.max_length");
    int validated = run.trained().decoding().maxLength();
    require(decoder, decoderLimit, validated, "decoding.max_length");
    int slots = run.definition().decoder().maxSourceLength().orElse(Integer.MAX_VALUE);
    if (source >= slots) {
      throw new ConfigException(
          "%s.attention.slots: %d slots are too few for the longest source (%d tokens plus end-of-sequence); set slots: %d, or overflow: cut"
              .formatted(decoder, slots, source, source + 1));
    }
  }

  /** Rejects a maximum length of answers that exceeds the learned positions of a model. */
  public static void require(ModelSpec model, DecodingSpec decoding) {
    int limit = model.decoder().maxLength().orElse(Integer.MAX_VALUE);
    if (decoding.maxLength() >= limit) { // end-of-sequence takes a position too
      throw new ConfigException(
          "max_length %d is too long for the %d learned positions of this model; set it to %d or less"
              .formatted(decoding.maxLength(), limit, limit - 1));
    }
  }

  /**
   * Rejects examples whose source or target exceeds what a model allows.
   *
   * @param decoded tokens that are decoded at most
   */
  public static void require(ModelSpec model, List<Example> examples, int decoded) {
    String positions = "learned positions";
    OptionalInt both =
        model.decoder().joinsSource() ? model.decoder().maxLength() : OptionalInt.empty();
    for (Example example : examples) {
      if (both.isPresent()) {
        require(joined(example), both, positions);
        require(example.source(), OptionalInt.of(both.getAsInt() - decoded - 1), positions);
      }
      require(example.source(), model.encoder().maxLength(), positions);
      require(example.target(), model.decoder().maxLength(), positions);
      require(example.source(), model.decoder().maxSourceLength(), "attention slots");
    }
  }

  /** Source, end-of-sequence and target as one sequence. */
  private static List<String> joined(Example example) {
    List<String> joined = new ArrayList<>(example.source());
    joined.add("</s>");
    joined.addAll(example.target());
    return joined;
  }

  private static void require(String key, int limit, int tokens, String what) {
    if (tokens >= limit) { // end-of-sequence takes a position too
      throw new ConfigException(
          "%s.max_positions: %d learned positions are too few for %s (%d tokens plus end-of-sequence); set max_positions: %d, or positions: sinusoidal"
              .formatted(key, limit, what, tokens, tokens + 1));
    }
  }

  private static void require(List<String> tokens, OptionalInt maxLength, String what) {
    int limit = maxLength.orElse(Integer.MAX_VALUE);
    if (tokens.size() >= limit) {
      String start = String.join(" ", tokens.subList(0, Math.min(EXCERPT_LENGTH, tokens.size())));
      throw new DataException(
          "the line starting with '%s' has %d tokens, but this model has %s for %d; shorten the line",
          start.substring(0, Math.min(EXCERPT_LENGTH, start.length())),
          tokens.size(),
          what,
          limit - 1);
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
