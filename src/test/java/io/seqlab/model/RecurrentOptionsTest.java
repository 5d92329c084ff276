package io.seqlab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.model.core.Decoder;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Initial weights and dropout of recurrent models. */
class RecurrentOptionsTest {
  private static final int HIDDEN = 12;

  private static Map<String, float[]> weights(String keys) {
    String half = "{type: rnn, cell: lstm, hidden: 12, embedding: 6, %s}".formatted(keys);
    try (NDManager manager = NDManager.newBaseManager()) {
      manager.getEngine().setRandomSeed(1);
      Seq2Seq model = Models.build(ModelSpecs.parse(halves(half, half)), 9, 9);
      model.initialize(manager, DataType.FLOAT32);
      Map<String, float[]> weights = new TreeMap<>();
      NamedParameters.of(model).forEach((n, p) -> weights.put(n, p.getArray().toFloatArray()));
      return weights;
    }
  }

  private static String halves(String encoder, String decoder) {
    return "{encoder: %s, decoder: %s}".formatted(encoder, decoder);
  }

  @Test
  void orthogonalWeightsOfEachGate() {
    Map<String, float[]> weights = weights("initializer: orthogonal");
    float[] all = weights.get("decoder.layers.0.weight_hh");
    assertThat(all).hasSize(4 * HIDDEN * HIDDEN);
    for (int gate = 0; gate < 4; gate++) {
      for (int a = 0; a < HIDDEN; a++) {
        for (int b = 0; b < HIDDEN; b++) {
          double dot = 0;
          for (int c = 0; c < HIDDEN; c++) {
            int from = gate * HIDDEN * HIDDEN + c;
            dot += (double) all[from + a * HIDDEN] * all[from + b * HIDDEN];
          }
          assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-5));
        }
      }
    }
    assertThat(Arrays.copyOf(all, 144)).isNotEqualTo(Arrays.copyOfRange(all, 144, 288));
    assertThat(weights.get("decoder.layers.0.bias_ih")).containsOnly(0);
  }

  @Test
  void xavierWeightsFillTheirRange() {
    Map<String, float[]> weights = weights("initializer: xavier");
    double bound = Math.sqrt(6.0 / (HIDDEN + 4 * HIDDEN));
    assertThat(largest(weights.get("encoder.layers.0.forward.weight_hh")))
        .isBetween(0.95 * bound, bound);
    assertThat(largest(weights.get("encoder.layers.0.forward.weight_ih")))
        .isBetween(0.9 * Math.sqrt(6.0 / 54), Math.sqrt(6.0 / 54));
    assertThat(weights.get("encoder.layers.0.forward.bias_hh")).containsOnly(0);
  }

  /** Bounds of JoeyNMT's xavier_uniform_n_ with n = 4. */
  @Test
  void xavierWeightsOfEachGate() {
    Map<String, float[]> weights = weights("initializer: xavier_per_gate");
    double recurrent = Math.sqrt(6.0 / (HIDDEN + HIDDEN));
    assertThat(largest(weights.get("encoder.layers.0.forward.weight_hh")))
        .isBetween(0.95 * recurrent, recurrent);
    double input = Math.sqrt(6.0 / (6 + HIDDEN));
    assertThat(largest(weights.get("encoder.layers.0.forward.weight_ih")))
        .isBetween(0.9 * input, input);
    assertThat(weights.get("encoder.layers.0.forward.bias_hh")).containsOnly(0);
  }

  @Test
  void embeddingsHaveTheirStandardDeviation() {
    for (String side : new String[] {"encoder", "decoder"}) {
      float[] usual = weights("dropout: 0.0").get(side + ".embedding.weight");
      float[] wide = weights("embedding_std: 1.0").get(side + ".embedding.weight");
      for (int i = 0; i < usual.length; i++) {
        assertThat((double) wide[i]).isCloseTo(usual[i] * Math.sqrt(6), within(1e-5));
      }
    }
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void forgetBiasIsSplitOverTheBiases() {
    Map<String, float[]> weights = weights("forget_bias: 1.0");
    float[] input = weights.get("encoder.layers.0.forward.bias_ih");
    float[] recurrent = weights.get("encoder.layers.0.forward.bias_hh");
    for (int row = 0; row < 4 * HIDDEN; row++) {
      boolean forget = row / HIDDEN == 1;
      assertThat(input[row] == 1 && recurrent[row] == 0).isEqualTo(forget);
    }
    Map<String, float[]> one = weights("forget_bias: 2.0, biases_per_gate: 1");
    assertThat(one).doesNotContainKey("encoder.layers.0.forward.bias_hh");
    assertThat(one.get("decoder.layers.0.bias_ih")[HIDDEN]).isEqualTo(2);
  }

  /** Logits in training of one source and a target of equal tokens, [T][V]. */
  private static float[][] logits(String encoder, String decoder, int seed) {
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(halves(encoder, decoder)), 3);
        NDManager scratch = fixture.manager().newSubManager()) {
      scratch.getEngine().setRandomSeed(seed);
      ForwardPass pass = new ForwardPass(new ParameterStore(scratch, false), true);
      NDArray logits =
          fixture
              .model()
              .logits(
                  pass,
                  TokenBatch.of(scratch, new int[][] {{4, 5, 3}}),
                  TokenBatch.of(scratch, new int[][] {{2, 2, 2, 2, 2, 2}}));
      float[] flat = logits.toFloatArray();
      float[][] rows = new float[6][];
      for (int t = 0; t < 6; t++) {
        rows[t] = Arrays.copyOfRange(flat, t * 9, (t + 1) * 9);
      }
      return rows;
    }
  }

  private static final String PLAIN = "{type: rnn, cell: gru, hidden: 16, %s}";

  @Test
  void separateRatesAreOff() {
    String half = PLAIN.formatted("dropout: 0.5, embedding_dropout: 0.0");
    String decoder = PLAIN.formatted("dropout: 0.5, embedding_dropout: 0.0, output_dropout: 0.0");
    String none = PLAIN.formatted("dropout: 0.0");
    assertThat(logits(half, decoder, 1)).isDeepEqualTo(logits(none, none, 2));
    assertThat(logits(half, half, 1)).isNotEqualTo(logits(none, none, 2));
  }

  @Test
  void dropoutIsTheShorthandOfTheRates() {
    String shorthand = PLAIN.formatted("layers: 2, dropout: 0.5");
    String encoder = PLAIN.formatted("layers: 2, embedding_dropout: 0.5, layer_dropout: 0.5");
    String decoder =
        PLAIN.formatted(
            "layers: 2, embedding_dropout: 0.5, layer_dropout: 0.5, output_dropout: 0.5");
    assertThat(logits(encoder, decoder, 1)).isDeepEqualTo(logits(shorthand, shorthand, 1));
  }

  /** Which logits are 0 at each step, where logits are the hidden state after dropout. */
  private static boolean[][] dropped(String keys, boolean stepByStep) {
    String half = "{type: rnn, cell: gru, hidden: 9, initial_state: last, %s}";
    String encoder = "{type: rnn, cell: gru, hidden: 9}";
    ModelSpec spec = ModelSpecs.parse(halves(encoder, half.formatted(keys)));
    try (ModelFixture fixture = new ModelFixture(spec, 3);
        NDManager scratch = fixture.manager().newSubManager()) {
      Map<String, Parameter> parameters = NamedParameters.of(fixture.model());
      set(parameters.get("decoder.output.weight"), scratch.eye(9).toFloatArray());
      set(parameters.get("decoder.output.bias"), new float[9]);
      scratch.getEngine().setRandomSeed(1);
      ForwardPass pass = new ForwardPass(new ParameterStore(scratch, false), true);
      Decoder decoder = fixture.model().decoder();
      Encoding source =
          fixture.model().encoder().encode(pass, TokenBatch.of(scratch, new int[][] {{4, 3}}));
      TokenBatch target = TokenBatch.of(scratch, new int[][] {{2, 4, 5, 6, 7, 8}});
      boolean[][] zero = new boolean[6][9];
      DecoderState state = decoder.initialState(pass, source);
      float[] all = decoder.logits(pass, source, target.ids()).toFloatArray();
      for (int t = 0; t < 6; t++) {
        float[] row = Arrays.copyOfRange(all, t * 9, (t + 1) * 9);
        if (stepByStep) {
          DecoderStep step = decoder.step(pass, state, target.ids().get(":, " + t));
          state = step.state();
          row = step.logits().toFloatArray();
        }
        for (int v = 0; v < 9; v++) {
          zero[t][v] = row[v] == 0;
        }
      }
      return zero;
    }
  }

  private static void set(Parameter parameter, float[] values) {
    parameter.getArray().toByteBuffer(true).asFloatBuffer().put(values);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void variationalDropoutHasOneMaskForAllSteps(boolean stepByStep) {
    boolean[][] shared = dropped("output_dropout: 0.5, variational_dropout: true", stepByStep);
    assertThat(new HashSet<>(Arrays.stream(shared).map(Arrays::toString).toList())).hasSize(1);
    assertThat(Arrays.toString(shared[0])).contains("true", "false");
    boolean[][] own = dropped("output_dropout: 0.5", stepByStep);
    assertThat(new HashSet<>(Arrays.stream(own).map(Arrays::toString).toList()))
        .hasSizeGreaterThan(3);
  }
}
