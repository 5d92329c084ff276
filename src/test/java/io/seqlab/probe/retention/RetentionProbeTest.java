package io.seqlab.probe.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.seqlab.config.probe.RetentionProbeSpec;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.core.Encoder;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.SourceSummary;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.core.TokenEmbedding;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Retention of encoders that keep all, one token or nothing of their source. */
class RetentionProbeTest {
  private static final String ANY =
      "{encoder: {type: rnn, hidden: 4, embedding: 4}, decoder: {type: rnn, hidden: 4, embedding: 4}}";

  /** One-hot states of the tokens themselves; the summary is the state of the first. */
  private static class OneHotEncoder extends Encoder {
    private final TokenEmbedding embedding =
        child("embedding", new TokenEmbedding(ModelFixture.VOCABULARY, ModelFixture.VOCABULARY));

    @Override
    public double embeddingScale() {
      return 1;
    }

    @Override
    public TokenEmbedding embedding() {
      return embedding;
    }

    @Override
    public Encoding encode(ForwardPass context, TokenBatch source) {
      NDArray states = embedding.embed(context, source.ids()); // (B, S, V)
      return new Encoding(
          List.of(states),
          source.padding(),
          new SourceSummary(List.of(states.get(":, 0")), List.of()));
    }
  }

  /** Random states, independent of the source. */
  private static final class NoiseEncoder extends OneHotEncoder {
    @Override
    public Encoding encode(ForwardPass context, TokenBatch source) {
      NDArray ids = source.ids();
      NDArray noise = ids.getManager().randomNormal(new Shape(source.batch(), source.width(), 6));
      return new Encoding(
          List.of(noise),
          source.padding(),
          new SourceSummary(List.of(noise.get(":, 0")), List.of()));
    }
  }

  private static List<Measurement> measure(Encoder encoder, List<Integer> lengths) {
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(ANY), 1)) {
      Seq2Seq model = new Seq2Seq(encoder, fixture.model().decoder(), ModelFixture.VOCABULARY);
      model.initialize(fixture.manager(), DataType.FLOAT32);
      NDArray table = encoder.embedding().table().getArray();
      table
          .toByteBuffer(true)
          .asFloatBuffer()
          .put(fixture.manager().eye(ModelFixture.VOCABULARY).toFloatArray());
      fixture.manager().getEngine().setRandomSeed(5);
      return new RetentionProbe(new RetentionProbeSpec(false, lengths, 400, 300, true, 1e-3))
          .measure(ProbeContexts.of(fixture, model));
    }
  }

  @Test
  void recoversAllOfACopy() {
    List<Measurement> measurements = measure(new OneHotEncoder(), List.of(3, 12));
    for (int length : List.of(3, 12)) {
      assertThat(ProbeContexts.at(measurements, "retention", "source_length", length)).isEqualTo(1);
      assertThat(ProbeContexts.at(measurements, "retention_accuracy", "source_length", length))
          .isEqualTo(1);
    }
    assertThat(ProbeContexts.at(measurements, "retention", "", 0)).isEqualTo(1);
    assertThat(ProbeContexts.at(measurements, "retention", "distance", 12)).isEqualTo(1);
  }

  @Test
  void recoversNothingOfOtherPositions() {
    List<Measurement> measurements = measure(new OneHotEncoder(), List.of(12));
    for (int distance : List.of(1, 2, 4, 8)) {
      assertThat(ProbeContexts.at(measurements, "retention", "distance", distance))
          .isCloseTo(0, within(0.15));
    }
    for (int distance : List.of(1, 2, 4, 8, 12)) {
      assertThat(ProbeContexts.at(measurements, "retention_state", "distance", distance))
          .isCloseTo(0, within(0.15));
    }
  }

  @Test
  void recoversNoiseByChance() {
    List<Measurement> measurements = measure(new NoiseEncoder(), List.of(5));
    assertThat(ProbeContexts.at(measurements, "retention", "source_length", 5))
        .isCloseTo(0, within(0.12));
    assertThat(ProbeContexts.at(measurements, "retention_accuracy", "source_length", 5))
        .isCloseTo(0.2, within(0.1));
  }

  @Test
  void usesTrainingExamplesWithoutLengths() {
    List<Measurement> measurements = measure(new OneHotEncoder(), List.of());
    assertThat(ProbeContexts.value(measurements, "retention")).isEqualTo(1);
    for (int length = 2; length <= 7; length++) {
      assertThat(ProbeContexts.at(measurements, "retention_accuracy", "source_length", length))
          .isEqualTo(1);
    }
  }
}
