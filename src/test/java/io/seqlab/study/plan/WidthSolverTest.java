package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.model.ModelSpecs;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WidthSolverTest {
  private static final int VOCABULARY = 60;

  private static long parameters(ModelSpec model) {
    return ParameterShapes.count(ParameterShapes.of(model, VOCABULARY, VOCABULARY));
  }

  private static MatchedWidth solve(ModelSpec model, long target) {
    return new WidthSolver(target, WidthSolverTest::parameters).solve("m", model);
  }

  @Provide
  Arbitrary<ModelSpec> models() {
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.oneOf(encoders(), convolutions()), decoders())
            .as((encoder, decoder) -> model(encoder, decoder, "none")),
        convolutions().map(half -> model(half, half, "none")),
        transformers(Arbitraries.of(1, 2, 4))
            .map(half -> half.replace("transformer", "prefix_lm"))
            .map(half -> model(half, half, "none")));
  }

  private static Arbitrary<String> convolutions() {
    return Combinators.combine(
            Arbitraries.integers().between(16, 128),
            Arbitraries.integers().between(16, 128),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(3, 5))
        .as(
            (hidden, e, layers, kernel) ->
                "{type: conv, hidden: %d, embedding: %d, layers: %d, kernel: %d}"
                    .formatted(hidden, e, layers, kernel));
  }

  private static Arbitrary<String> encoders() {
    Arbitrary<String> rnn =
        Combinators.combine(
                Arbitraries.of("rnn", "lstm", "gru"),
                Arbitraries.integers().between(16, 512),
                Arbitraries.integers().between(8, 128),
                Arbitraries.integers().between(1, 2),
                Arbitraries.of(true, false))
            .as(
                (cell, h, e, layers, both) ->
                    "{type: rnn, cell: %s, hidden: %d, embedding: %d, layers: %d, bidirectional: %b}"
                        .formatted(cell, h, e, layers, both));
    return Arbitraries.oneOf(rnn, transformers(Arbitraries.of(1, 2, 3, 4, 8)));
  }

  private static Arbitrary<String> decoders() {
    Arbitrary<String> rnn =
        Combinators.combine(
                Arbitraries.of("rnn", "lstm", "gru"),
                Arbitraries.integers().between(16, 512),
                Arbitraries.integers().between(8, 128),
                Arbitraries.of("none", "bahdanau", "luong"))
            .as(
                (cell, h, e, wiring) ->
                    decoder(
                        cell,
                        h,
                        e,
                        wiring.equals("none")
                            ? wiring
                            : "{wiring: %s, score: general}".formatted(wiring)));
    return Arbitraries.oneOf(rnn, transformers(Arbitraries.of(1, 2, 4)));
  }

  private static Arbitrary<String> transformers(Arbitrary<Integer> heads) {
    return Combinators.combine(
            heads,
            Arbitraries.integers().between(4, 32),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(1, 2, 4))
        .as(
            (h, width, layers, wider) ->
                "{type: transformer, d_model: %d, heads: %d, layers: %d, ff: %d, norm: pre, positions: none}"
                    .formatted(2 * h * width, h, layers, 2 * h * width * wider));
  }

  private static String decoder(String cell, int h, int e, String attention) {
    return "{type: rnn, cell: %s, hidden: %d, embedding: %d, attention: %s}"
        .formatted(cell, h, e, attention);
  }

  private static ModelSpec model(String encoder, String decoder, String tie) {
    return ModelSpecs.parse("{encoder: %s, decoder: %s, tie: %s}".formatted(encoder, decoder, tie));
  }

  @Property(tries = 40)
  void matchesWithinOnePercent(
      @ForAll("models") ModelSpec model, @ForAll @LongRange(min = 60_000, max = 5_000_000) long n) {
    MatchedWidth found = solve(model, n);
    assertThat(found.parameters()).isEqualTo(parameters(found.definition()));
    assertThat(Math.abs(found.parameters() - n)).isLessThanOrEqualTo(n / 100);
    assertThat(found.deviation()).isBetween(-0.01, 0.01);
    found
        .definition()
        .encoder()
        .match(
            new EncoderSpec.Cases<>(
                rnn -> 0,
                t -> assertEven(t.dModel(), t.heads()),
                conv -> conv.kernel(),
                p -> assertEven(p.dModel(), p.heads())));
    found
        .definition()
        .decoder()
        .match(
            new DecoderSpec.Cases<>(
                rnn -> 0,
                t -> assertEven(t.dModel(), t.heads()),
                labeller -> 0,
                conv -> conv.kernel(),
                p -> assertEven(p.dModel(), p.heads())));
  }

  @Test
  void triesDistantWidthsWhereTheNearestDoNotFit() {
    String half =
        "{type: conv, hidden: 115, embedding: 17, layers: 1, kernel: 3, positions: learned}";
    MatchedWidth found = solve(model(half, half, "none"), 61_734);
    assertThat(found.deviation()).isBetween(-0.01, 0.01);
  }

  private static int assertEven(int dModel, int heads) {
    assertThat(dModel % 2).isZero();
    assertThat(dModel % heads).isZero();
    return dModel;
  }

  @Test
  void matchingWidthIsUnchanged() {
    ModelSpec model = model(32, 64, "dot", "none", 24);
    assertThat(solve(model, parameters(model)).definition()).isEqualTo(model);
  }

  @Test
  void equalStateWidthsStayEqual() {
    ModelSpec found = solve(model(32, 64, "dot", "none", 24), 123_456).definition();
    assertThat(found.encoder().stateSize())
        .isEqualTo(((RnnDecoderSpec) found.decoder()).hidden())
        .isGreaterThan(64);
  }

  @Test
  void tiedEmbeddingsFollowHiddenSize() {
    ModelSpec found = solve(model(32, 64, "dot", "all", 64), 900_000).definition();
    assertThat(found.tie()).isEqualTo(ModelSpec.Tie.ALL);
    assertThat(found.encoder().embeddingSize()).isEqualTo(found.encoder().stateSize());
  }

  @Test
  void embeddingIsUnchangedIfWidthSuffices() {
    ModelSpec found = solve(model(32, 64, "general", "none", 24), 2_000_000).definition();
    assertThat(found.encoder().embeddingSize()).isEqualTo(24);
    assertThat(found.decoder().embeddingSize()).isEqualTo(24);
  }

  @Test
  void unreachableTargetNamesNearestWidth() {
    ModelSpec large = model(32, 64, "general", "none", 5000);
    assertThatThrownBy(() -> solve(large, 10_000))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "no width of model m is within 1 % of 10,000 parameters",
            "encoder hidden 1, embedding 1250", "Change match.parameters, or the embedding");
  }

  /** A bidirectional encoder under a decoder of twice its width. */
  private static ModelSpec model(int half, int hidden, String score, String tie, int e) {
    return model(
        "{type: rnn, cell: gru, hidden: %d, embedding: %d, bidirectional: true}".formatted(half, e),
        decoder("gru", hidden, e, "{wiring: luong, score: %s}".formatted(score)),
        tie);
  }
}
