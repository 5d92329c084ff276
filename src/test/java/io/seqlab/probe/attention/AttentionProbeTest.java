package io.seqlab.probe.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.probe.AttentionProbeSpec;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention measures of weights with known values. */
class AttentionProbeTest {
  private static final Offset<Double> EPSILON = within(1e-6);
  private static final String ENCODER = "{type: rnn, cell: gru, hidden: 8}";
  private static final String TRANSFORMER =
      "{type: transformer, d_model: 8, heads: 2, layers: 2, ff: 8, positions: none}";

  private static List<Measurement> probe(ModelFixture fixture) {
    return new AttentionProbe(new AttentionProbeSpec(100, false, List.of("a")))
        .measure(ProbeContexts.of(fixture));
  }

  private static ModelFixture fixture(String encoder, String decoder) {
    String model = "{encoder: %s, decoder: %s}".formatted(encoder, decoder);
    return new ModelFixture(ModelSpecs.parse(model), 4);
  }

  /** With all scores 0, every source token has weight 1/S. */
  @ParameterizedTest
  @ValueSource(strings = {"bahdanau", "{wiring: luong, score: additive, input_feeding: true}"})
  void equalScoresGiveMaximumEntropy(String attention) {
    String decoder = "{type: rnn, cell: gru, hidden: 8, attention: %s}".formatted(attention);
    try (ModelFixture fixture = fixture(ENCODER, decoder)) {
      ProbeContexts.fill(fixture, "score.energy.weight", 0);
      assertUniform(probe(fixture));
    }
  }

  @Test
  void equalScoresOfSeveralHeadsGiveMaximumEntropy() {
    try (ModelFixture fixture = fixture(TRANSFORMER, TRANSFORMER)) {
      ProbeContexts.fill(fixture, "attention.query.weight", 0);
      ProbeContexts.fill(fixture, "attention.query.bias", 0);
      List<Measurement> measurements = probe(fixture);
      assertUniform(measurements);
      assertThat(ProbeContexts.value(measurements, "encoder_attention_entropy_share"))
          .isCloseTo(1, EPSILON);
      for (int head = 1; head <= 4; head++) {
        assertThat(ProbeContexts.at(measurements, "attention_entropy", "head", head))
            .isCloseTo(ProbeContexts.value(measurements, "attention_entropy"), EPSILON);
      }
    }
  }

  private static void assertUniform(List<Measurement> measurements) {
    List<Example> examples = ProbeContexts.examples();
    double rows = examples.stream().mapToInt(e -> e.target().size() + 1).sum();
    double entropy =
        examples.stream()
            .mapToDouble(e -> (e.target().size() + 1) * Math.log(e.source().size() + 1))
            .sum();
    assertThat(ProbeContexts.value(measurements, "attention_entropy"))
        .isCloseTo(entropy / rows, EPSILON);
    assertThat(ProbeContexts.value(measurements, "attention_entropy_share")).isCloseTo(1, EPSILON);
    assertThat(ProbeContexts.value(measurements, "attention_saturation")).isZero();
    double onGold =
        examples.stream()
            .mapToDouble(e -> (double) e.target().size() / (e.source().size() + 1))
            .sum();
    double tokens = examples.stream().mapToInt(e -> e.target().size()).sum();
    assertThat(ProbeContexts.value(measurements, "attention_on_gold"))
        .isCloseTo(onGold / tokens, EPSILON);
    assertThat(measurements)
        .filteredOn(r -> r.measure().equals("attention_ratio"))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.value()).isCloseTo(1, EPSILON));
  }

  @Test
  void modelWithoutAttentionHasNoMeasurements() {
    try (ModelFixture fixture = fixture(ENCODER, "{type: rnn, cell: gru, hidden: 8}")) {
      assertThat(probe(fixture)).isEmpty();
    }
  }

  @Test
  void measuresEveryHead() {
    try (ModelFixture fixture = fixture(TRANSFORMER, TRANSFORMER)) {
      List<Measurement> measurements = probe(fixture);
      List<Double> rates =
          IntStream.rangeClosed(1, 4)
              .mapToObj(h -> ProbeContexts.at(measurements, "alignment_error_rate", "head", h))
              .toList();
      assertThat(ProbeContexts.value(measurements, "best_head_alignment_error_rate"))
          .isEqualTo(Collections.min(rates));
      assertThat(rates.stream().distinct()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void measuresSelfAttentionFromGivenTokens() {
    try (ModelFixture fixture = fixture(TRANSFORMER, TRANSFORMER)) {
      List<Measurement> measurements = probe(fixture);
      List<Double> weights =
          IntStream.rangeClosed(1, 4)
              .mapToObj(
                  h ->
                      ProbeContexts.at(
                          measurements, "encoder_attention_on_gold", "encoder_head", h))
              .toList();
      assertThat(ProbeContexts.value(measurements, "encoder_best_head_attention_on_gold"))
          .isEqualTo(Collections.max(weights));
    }
  }

  @Test
  void weightFromAPronounToItsAntecedent() {
    Example example =
        new Example(
            List.of("Anna", "the", "lamp", "it"),
            List.of("lamp"),
            List.of(new AlignmentLink(2, 0)));
    float[] other = {1, 0, 0, 0, 0};
    float[] pronoun = {0.2f, 0.1f, 0.6f, 0, 0.1f};
    AttentionMatrix matrix =
        new AttentionMatrix(example, List.of(other, other, other, pronoun, other));
    assertThat(AlignmentAgreement.weightOnGold(List.of(matrix), Set.of("he", "it")).getAverage())
        .isCloseTo(0.6, EPSILON);
    assertThat(AlignmentAgreement.weightOnGold(List.of(matrix), Set.of("she")).getCount()).isZero();
  }

  /** Copying six tokens, all weight of row t on source position t + offset, within the source. */
  private static List<AttentionMatrix> oneHot(int offset) {
    List<String> letters = List.of("a", "b", "c", "d", "e", "a");
    List<AlignmentLink> links =
        IntStream.range(0, 6).mapToObj(t -> new AlignmentLink(t, t)).toList();
    List<float[]> rows = new ArrayList<>();
    for (int t = 0; t <= 6; t++) {
      float[] row = new float[7];
      row[Math.max(0, Math.min(6, t + offset))] = 1;
      rows.add(row);
    }
    return List.of(new AttentionMatrix(new Example(letters, letters, links), rows));
  }

  @ParameterizedTest(name = "offset {0}, shift {1}: {2}")
  @CsvSource({
    "0, 0, 0", "0, 1, 1", "0, -1, 1",
    "1, -1, 0", "1, 0, 1", "1, 1, 1",
    "-1, 1, 0.16666666666", "-1, 0, 0.83333333333", "-1, -1, 1"
  })
  void errorRateOfOneHotWeights(int offset, int shift, double rate) {
    Measurement measurement =
        AlignmentAgreement.errorRate(oneHot(offset), AlignmentAgreement.Shift.ofSource(shift));
    assertThat(measurement.value()).isCloseTo(rate, EPSILON);
  }

  @Test
  void errorRateOfNeighbouringSteps() {
    // Row t attends to t + 1, so the previous row is correct; the first token has none.
    Measurement before =
        AlignmentAgreement.errorRate(oneHot(1), AlignmentAgreement.Shift.ofStep(-1));
    assertThat(before.value()).isCloseTo(1 - 2.0 * 5 / (5 + 6), EPSILON);
    assertThat(AlignmentAgreement.errorRate(oneHot(0), AlignmentAgreement.Shift.ofStep(1)).value())
        .isEqualTo(1);
  }

  @Test
  void oneHotWeightsHaveMaximumConcentration() {
    assertThat(AttentionConcentration.entropy(oneHot(0)).getMax()).isZero();
    assertThat(AttentionConcentration.saturation(oneHot(0)).getAverage()).isEqualTo(1);
    assertThat(AlignmentAgreement.weightOnGold(oneHot(0)).getAverage()).isEqualTo(1);
    assertThat(AlignmentAgreement.weightOnGold(oneHot(1)).getAverage()).isZero();
  }

  /** Against the derivative of softmax by finite differences. */
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 0, -1", "12, 0, 0", "3, 3, 0"})
  void softmaxGradientIsTheNormOfItsDerivative(double a, double b, double c) {
    double[] scores = {a, b, c};
    double step = 1e-6;
    double squares = 0;
    for (int j = 0; j < scores.length; j++) {
      double[] moved = scores.clone();
      moved[j] += step;
      for (int i = 0; i < scores.length; i++) {
        squares += Math.pow((softmax(moved)[i] - softmax(scores)[i]) / step, 2);
      }
    }
    float[] row = new float[scores.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) softmax(scores)[i];
    }
    assertThat(AttentionConcentration.softmaxGradients(matrix(row))[0])
        .isCloseTo(Math.sqrt(squares), within(1e-5));
    assertThat(AttentionConcentration.sumError(matrix(row)).getMax()).isCloseTo(0, EPSILON);
  }

  @Test
  void softmaxGradientsAreInIncreasingOrder() {
    float[] one = {1, 0};
    float[] half = {0.5f, 0.5f};
    AttentionMatrix matrix =
        new AttentionMatrix(new Example(List.of(), List.of()), List.of(half, one));
    assertThat(AttentionConcentration.softmaxGradients(List.of(matrix))).containsExactly(0, 0.5);
  }

  private static double[] softmax(double[] scores) {
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    return Arrays.stream(scores).map(score -> Math.exp(score) / sum).toArray();
  }

  @Test
  void sumErrorIsTheDistanceFromOne() {
    assertThat(AttentionConcentration.sumError(matrix(0.5f, 0.25f)).getMax()).isEqualTo(0.25);
  }

  @Test
  void headDivergenceIsZeroForEqualHeadsAndOneForDisjointOnes() {
    List<AttentionMatrix> first = matrix(1, 0, 0, 0);
    List<AttentionMatrix> second = matrix(0, 0, 0.5f, 0.5f);
    assertThat(AttentionConcentration.divergence(List.of(second, second)).getAverage())
        .isCloseTo(0, EPSILON);
    assertThat(AttentionConcentration.divergence(List.of(first, second)).getAverage())
        .isCloseTo(1, EPSILON);
    List<AttentionMatrix> overlapping = matrix(0, 1, 0, 0);
    List<List<AttentionMatrix>> twoOfThree = List.of(first, first, overlapping);
    double thirds = -(Math.log(1 / 3.0) / 3 + 2 * Math.log(2 / 3.0) / 3);
    assertThat(AttentionConcentration.divergence(twoOfThree).getAverage())
        .isCloseTo(thirds / Math.log(3), EPSILON);
    assertThat(AttentionConcentration.divergence(List.of(first, second, overlapping)).getAverage())
        .isCloseTo(1, EPSILON);
  }

  private static List<AttentionMatrix> matrix(float... row) {
    return List.of(new AttentionMatrix(new Example(List.of(), List.of()), List.of(row)));
  }

  @Test
  void measuresWeightByFrequencyRank() {
    // In training b has rank 1, a rank 2, c rank 3: bins 0, 1 and 1.
    Example training = new Example(List.of("b", "b", "b", "a", "a", "c"), List.of());
    Example example = new Example(List.of("a", "b", "c"), List.of("x"));
    AttentionMatrix matrix =
        new AttentionMatrix(example, List.of(new float[] {0.1f, 0.6f, 0.1f, 0.2f}));
    List<Measurement> measurements =
        new AttentionByFrequency(List.of(training)).measure(List.of(matrix));
    assertThat(ProbeContexts.at(measurements, "attention_mass", "log2_rank", 0))
        .isCloseTo(0.6, EPSILON);
    assertThat(ProbeContexts.at(measurements, "attention_mass", "log2_rank", 1))
        .isCloseTo(0.2, EPSILON);
    assertThat(ProbeContexts.at(measurements, "attention_ratio", "log2_rank", 0))
        .isCloseTo(2.4, EPSILON);
    assertThat(ProbeContexts.at(measurements, "attention_ratio", "log2_rank", 1))
        .isCloseTo(0.4, EPSILON);
  }
}
