package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.data.TaskData;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Learned positions must reach to the end of everything a model reads and writes. */
public final class MaxPositionsCheck {
  private static final int SHOWN = 40;

  private MaxPositionsCheck() {}

  /** Refuses a run whose model cannot read its longest example, or write its longest answer. */
  public static void require(RunSpec run, TaskData corpus) {
    String encoder = "models." + run.model() + ".encoder";
    String decoder = "models." + run.model() + ".decoder";
    int reads = limit(run.definition().encoder());
    int writes = limit(run.definition().decoder());
    require(encoder, reads, longest(corpus, Example::source), "the longest source");
    require(decoder, writes, longest(corpus, Example::target), "the longest target");
    require(decoder, writes, run.decoding().maxLength(), "decoding.max_length");
  }

  /** Refuses other examples that a model cannot read, or whose targets it cannot score. */
  public static void require(ModelSpec model, List<Example> examples) {
    for (Example example : examples) {
      require(example.source(), limit(model.encoder()));
      require(example.target(), limit(model.decoder()));
    }
  }

  private static void require(String half, int limit, int tokens, String what) {
    if (tokens >= limit) { // the end of the sequence takes a position too
      throw new ConfigException(
          "%s.max_positions: %d learned positions are too few for %s (%d tokens and the end); set max_positions: %d, or positions: sinusoidal"
              .formatted(half, limit, what, tokens, tokens + 1));
    }
  }

  private static void require(List<String> tokens, int limit) {
    if (tokens.size() >= limit) {
      String begin = String.join(" ", tokens.subList(0, Math.min(SHOWN, tokens.size())));
      throw new DataException(
          "the line that begins '%s' has %d tokens, but the learned positions of this model reach to %d; shorten it",
          begin.substring(0, Math.min(SHOWN, begin.length())), tokens.size(), limit - 1);
    }
  }

  private static int longest(TaskData corpus, Function<Example, List<String>> side) {
    return Stream.of(corpus.train(), corpus.valid(), corpus.test())
        .flatMap(List::stream)
        .mapToInt(example -> side.apply(example).size())
        .max()
        .orElse(0);
  }

  private static int limit(EncoderSpec encoder) {
    return encoder instanceof TransformerEncoderSpec t
            && t.positions() == PositionalEncoding.LEARNED
        ? t.maxPositions()
        : Integer.MAX_VALUE;
  }

  private static int limit(DecoderSpec decoder) {
    return decoder instanceof TransformerDecoderSpec t
            && t.positions() == PositionalEncoding.LEARNED
        ? t.maxPositions()
        : Integer.MAX_VALUE;
  }
}
