package io.seqlab.probe.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.probe.AttentionAblationProbeSpec;
import io.seqlab.config.probe.AttentionAblationProbeSpec.Change;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.ModelSpecs.Definition;
import io.seqlab.model.core.AttentionHook;
import io.seqlab.model.core.Decoder;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ablation of attention in every model. */
class AttentionAblationProbeTest {
  private static final Offset<Float> EPSILON = Offset.offset(1e-5f);
  private static final int[][] SOURCES = {{4, 5, 6, 7, 3}, {8, 3}, {5, 4, 3}};
  private static final int[][] TARGETS = {{4, 5, 3}, {8, 4, 3}, {5, 6, 3}};
  private static final String TRANSFORMER =
      "{type: transformer, d_model: 8, heads: 2, layers: 2, ff: 8, positions: none}";

  static List<Definition> withAttention() {
    return ModelSpecs.families().stream().filter(Definition::hasAttention).toList();
  }

  @ParameterizedTest
  @MethodSource("withAttention")
  void flattenedWeightsAreUniformInStepsAndTeacherForcing(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 3)) {
      AttentionHook flat = AttentionAblations.flatten(fixture.model().decoder().sourceAttention());
      float[][] weights = weightsOfFirstStep(fixture, flat);
      for (int b = 0; b < SOURCES.length; b++) {
        float[] even = new float[5];
        Arrays.fill(even, 0, SOURCES[b].length, 1f / SOURCES[b].length);
        assertThat(weights[b]).containsExactly(even, EPSILON);
      }
    }
  }

  /** Requires equal logits of first step and teacher forcing; returns the step's weights. */
  private static float[][] weightsOfFirstStep(ModelFixture fixture, AttentionHook hook) {
    try (NDManager scratch = fixture.manager().newSubManager()) {
      Decoder decoder = fixture.model().withHook(hook).decoder();
      var encoding =
          fixture
              .model()
              .encoder()
              .encode(ForwardPass.inference(scratch), TokenBatch.of(scratch, SOURCES));
      NDArray ids = TokenBatch.of(scratch, TARGETS).shiftRight(2).ids();
      float[] all =
          decoder.logits(ForwardPass.inference(scratch), encoding, ids).get(":, 0").toFloatArray();
      DecoderStep step =
          decoder.step(
              ForwardPass.inference(scratch),
              decoder.initialState(ForwardPass.inference(scratch), encoding),
              ids.get(":, 0"));
      assertThat(step.logits().toFloatArray()).containsExactly(all, EPSILON);
      float[] flat = step.attention().toFloatArray();
      float[][] rows = new float[SOURCES.length][];
      for (int b = 0; b < rows.length; b++) {
        rows[b] = Arrays.copyOfRange(flat, b * 5, (b + 1) * 5);
      }
      return rows;
    }
  }

  @ParameterizedTest
  @MethodSource("withAttention")
  void permutedWeightsAreAPermutationWithoutPadding(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 3)) {
      AttentionCapture before = new AttentionCapture();
      AttentionCapture after = new AttentionCapture();
      List<SizedBlock> sites = fixture.model().decoder().sourceAttention();
      AttentionHook permute = AttentionAblations.permute(sites, new Random(1));
      run(
          fixture,
          (site, weights, bias) ->
              after.apply(site, permute.apply(site, before.apply(site, weights, bias), bias), bias),
          () -> {
            boolean changed = false;
            SizedBlock bottom = sites.get(0); // its queries do not depend on layers above
            float[] was = before.weights(bottom).toFloatArray();
            float[] is = after.weights(bottom).toFloatArray();
            for (int from = 0; from < was.length; from += 5) {
              float[] old = Arrays.copyOfRange(was, from, from + 5);
              float[] now = Arrays.copyOfRange(is, from, from + 5);
              int length = SOURCES[from / (was.length / SOURCES.length)].length;
              changed |= !Arrays.equals(old, now);
              for (int s = length; s < 5; s++) {
                assertThat(now[s]).isZero();
              }
              Arrays.sort(old);
              Arrays.sort(now);
              assertThat(now).containsExactly(old);
            }
            assertThat(changed).isTrue();
          });
    }
  }

  private static void run(ModelFixture fixture, AttentionHook hook, Runnable then) {
    try (NDManager scratch = fixture.manager().newSubManager()) {
      NDArray ids = TokenBatch.of(scratch, TARGETS).shiftRight(2).ids();
      var model = fixture.model().withHook(hook);
      var encoding =
          model.encoder().encode(ForwardPass.inference(scratch), TokenBatch.of(scratch, SOURCES));
      model.decoder().logits(ForwardPass.inference(scratch), encoding, ids);
      then.run();
    }
  }

  @Test
  void ablationOfUniformAttentionChangesNothing() {
    try (ModelFixture fixture = transformer()) {
      ProbeContexts.fill(fixture, "attention.query.weight", 0);
      ProbeContexts.fill(fixture, "attention.query.bias", 0);
      List<Measurement> measurements = probe(fixture, Change.PERMUTE, Change.FLATTEN);
      for (String change : List.of("permuted_", "flattened_")) {
        assertThat(ProbeContexts.value(measurements, change + "output_distance"))
            .isCloseTo(0, within(1e-6));
        assertThat(ProbeContexts.value(measurements, change + "token_accuracy_change")).isZero();
      }
    }
  }

  @Test
  void ablationOfOtherAttentionChangesTheOutput() {
    try (ModelFixture fixture = transformer()) {
      ProbeContexts.fill(fixture, "cross_attention.output.bias", 0);
      List<Measurement> measurements = probe(fixture, Change.PERMUTE, Change.FLATTEN);
      for (String change : List.of("permuted_", "flattened_")) {
        assertThat(ProbeContexts.value(measurements, change + "output_distance"))
            .isBetween(1e-3, 1.0);
        double accuracy = ProbeContexts.value(measurements, change + "token_accuracy");
        assertThat(accuracy).isBetween(0.0, 1.0);
      }
      assertThat(probe(fixture, Change.PERMUTE)).isEqualTo(probe(fixture, Change.PERMUTE));
    }
  }

  /** The output of the first head of the first layer is multiplied by 0. */
  @Test
  void removingAHeadMattersOnlyIfItsOutputIsUsed() {
    try (ModelFixture fixture = transformer()) {
      FloatBuffer output =
          NamedParameters.of(fixture.model())
              .get("decoder.layers.0.cross_attention.output.weight")
              .getArray()
              .toByteBuffer(true)
              .asFloatBuffer();
      for (int i = 0; i < output.limit(); i++) {
        if (i % 8 < 4) { // (d out, d in): the inputs of the first of two heads
          output.put(i, 0);
        }
      }
      List<Measurement> measurements = probe(fixture, Change.HEADS);
      String distance = "without_head_output_distance";
      assertThat(ProbeContexts.at(measurements, distance, "cross_head", 1))
          .isCloseTo(0, within(1e-6));
      for (int head = 2; head <= 4; head++) {
        assertThat(ProbeContexts.at(measurements, distance, "cross_head", head))
            .isGreaterThan(1e-4);
      }
      for (int head = 1; head <= 4; head++) {
        assertThat(ProbeContexts.at(measurements, distance, "encoder_head", head))
            .isGreaterThan(1e-4);
        assertThat(ProbeContexts.at(measurements, distance, "decoder_head", head))
            .isGreaterThan(1e-4);
      }
    }
  }

  @Test
  void modelWithoutAttentionHasNoMeasurements() {
    String rnn = "{type: rnn, cell: gru, hidden: 8}";
    String model = "{encoder: %s, decoder: %s}".formatted(rnn, rnn);
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(model), 3)) {
      assertThat(probe(fixture, Change.values())).isEmpty();
    }
  }

  private static ModelFixture transformer() {
    String model = "{encoder: %s, decoder: %s}".formatted(TRANSFORMER, TRANSFORMER);
    return new ModelFixture(ModelSpecs.parse(model), 3);
  }

  private static List<Measurement> probe(ModelFixture fixture, Change... changes) {
    AttentionAblationProbeSpec spec =
        new AttentionAblationProbeSpec(List.of(changes), List.of(MetricName.TOKEN_ACCURACY), 10);
    return new AttentionAblationProbe(spec).measure(ProbeContexts.of(fixture));
  }
}
