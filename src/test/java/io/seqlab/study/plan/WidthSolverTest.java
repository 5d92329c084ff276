package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.model.AttentionSpec;
import io.seqlab.config.model.AttentionSpec.Score;
import io.seqlab.config.model.AttentionSpec.Wiring;
import io.seqlab.config.model.CellType;
import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.model.RnnDecoderSpec.InitialState;
import io.seqlab.config.model.RnnEncoderSpec;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.config.schema.ConfigException;
import java.util.Optional;
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
    return Combinators.combine(encoders(), decoders())
        .as((encoder, decoder) -> new ModelSpec(encoder, decoder, ModelSpec.Tie.NONE));
  }

  private static Arbitrary<EncoderSpec> encoders() {
    Arbitrary<EncoderSpec> rnn =
        Combinators.combine(
                Arbitraries.of(CellType.class),
                Arbitraries.integers().between(16, 512),
                Arbitraries.integers().between(8, 128),
                Arbitraries.integers().between(1, 2),
                Arbitraries.of(true, false))
            .as((cell, h, e, layers, both) -> new RnnEncoderSpec(cell, h, e, layers, both, 0));
    Arbitrary<EncoderSpec> transformer =
        Combinators.combine(
                Arbitraries.of(1, 2, 3, 4, 8),
                Arbitraries.integers().between(4, 32),
                Arbitraries.integers().between(1, 3),
                Arbitraries.of(1, 2, 4))
            .as(
                (heads, width, layers, wider) ->
                    new TransformerEncoderSpec(
                        2 * heads * width,
                        heads,
                        layers,
                        2 * heads * width * wider,
                        0,
                        true,
                        NormPlacement.PRE,
                        PositionalEncoding.NONE,
                        9));
    return Arbitraries.oneOf(rnn, transformer);
  }

  private static Arbitrary<DecoderSpec> decoders() {
    Arbitrary<DecoderSpec> rnn =
        Combinators.combine(
                Arbitraries.of(CellType.class),
                Arbitraries.integers().between(16, 512),
                Arbitraries.integers().between(8, 128),
                Arbitraries.of(Wiring.class))
            .as((cell, h, e, wiring) -> decoder(cell, h, e, wiring, Score.GENERAL));
    Arbitrary<DecoderSpec> transformer =
        Combinators.combine(
                Arbitraries.of(1, 2, 4),
                Arbitraries.integers().between(4, 32),
                Arbitraries.of(1, 2, 4))
            .as(
                (heads, width, wider) ->
                    new TransformerDecoderSpec(
                        2 * heads * width,
                        heads,
                        2,
                        2 * heads * width * wider,
                        0,
                        true,
                        NormPlacement.PRE,
                        PositionalEncoding.NONE,
                        9));
    return Arbitraries.oneOf(rnn, transformer);
  }

  private static RnnDecoderSpec decoder(CellType cell, int h, int e, Wiring wiring, Score score) {
    return new RnnDecoderSpec(
        cell,
        h,
        e,
        1,
        0,
        new AttentionSpec(wiring, score, false, Optional.empty()),
        InitialState.BRIDGE);
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
        .match(new EncoderSpec.Cases<>(rnn -> 0, t -> assertEven(t.dModel(), t.heads())));
    found
        .definition()
        .decoder()
        .match(new DecoderSpec.Cases<>(rnn -> 0, t -> assertEven(t.dModel(), t.heads())));
  }

  private static int assertEven(int dModel, int heads) {
    assertThat(dModel % 2).isZero();
    assertThat(dModel % heads).isZero();
    return dModel;
  }

  @Test
  void matchingWidthIsUnchanged() {
    ModelSpec model = model(32, 64, Score.DOT, ModelSpec.Tie.NONE, 24);
    assertThat(solve(model, parameters(model)).definition()).isEqualTo(model);
  }

  @Test
  void equalStateWidthsStayEqual() {
    ModelSpec found = solve(model(32, 64, Score.DOT, ModelSpec.Tie.NONE, 24), 123_456).definition();
    assertThat(found.encoder().stateSize())
        .isEqualTo(((RnnDecoderSpec) found.decoder()).hidden())
        .isGreaterThan(64);
  }

  @Test
  void tiedEmbeddingsFollowHiddenSize() {
    ModelSpec found = solve(model(32, 64, Score.DOT, ModelSpec.Tie.ALL, 64), 900_000).definition();
    assertThat(found.tie()).isEqualTo(ModelSpec.Tie.ALL);
    assertThat(found.encoder().embeddingSize()).isEqualTo(found.encoder().stateSize());
  }

  @Test
  void embeddingIsUnchangedIfWidthSuffices() {
    ModelSpec found =
        solve(model(32, 64, Score.GENERAL, ModelSpec.Tie.NONE, 24), 2_000_000).definition();
    assertThat(found.encoder().embeddingSize()).isEqualTo(24);
    assertThat(found.decoder().embeddingSize()).isEqualTo(24);
  }

  @Test
  void unreachableTargetNamesNearestWidth() {
    ModelSpec large = model(32, 64, Score.GENERAL, ModelSpec.Tie.NONE, 5000);
    assertThatThrownBy(() -> solve(large, 10_000))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "no width of model m is within 1 % of 10,000 parameters",
            "encoder hidden 1, embedding 1250", "Change match.parameters, or the embedding");
  }

  /** A bidirectional encoder under a decoder of twice its width. */
  private static ModelSpec model(int half, int hidden, Score score, ModelSpec.Tie tie, int e) {
    return new ModelSpec(
        new RnnEncoderSpec(CellType.GRU, half, e, 1, true, 0),
        decoder(CellType.GRU, hidden, e, Wiring.LUONG, score),
        tie);
  }
}
