package io.seqlab.probe.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.probe.AttentionProbeSpec;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.model.EveryModel;
import io.seqlab.model.Trial;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures of attention whose values are known beforehand. */
class AttentionProbeTest {
  private static final Offset<Double> EPSILON = within(1e-6);
  private static final String ENCODER = "{type: rnn, cell: gru, hidden: 8}";
  private static final String TRANSFORMER =
      "{type: transformer, d_model: 8, heads: 2, layers: 2, ff: 8, positions: none}";

  private static List<Measurement> probe(Trial trial) {
    return new AttentionProbe(new AttentionProbeSpec(100, false)).measure(ProbeContexts.of(trial));
  }

  private static Trial trial(String encoder, String decoder) {
    String model = "{encoder: %s, decoder: %s}".formatted(encoder, decoder);
    return new Trial(EveryModel.definition(model).spec(), 4);
  }

  /** With nothing in the scores every source token gets 1/S. */
  @ParameterizedTest
  @ValueSource(strings = {"bahdanau", "{wiring: luong, score: additive, input_feeding: true}"})
  void equalScoresGiveTheGreatestEntropy(String attention) {
    String decoder = "{type: rnn, cell: gru, hidden: 8, attention: %s}".formatted(attention);
    try (Trial trial = trial(ENCODER, decoder)) {
      ProbeContexts.fill(trial, "score.energy.weight", 0);
      assertEven(probe(trial));
    }
  }

  @Test
  void equalScoresOfSeveralHeadsGiveTheGreatestEntropyToo() {
    try (Trial trial = trial(TRANSFORMER, TRANSFORMER)) {
      ProbeContexts.fill(trial, "attention.query.weight", 0);
      ProbeContexts.fill(trial, "attention.query.bias", 0);
      List<Measurement> readings = probe(trial);
      assertEven(readings);
      assertThat(ProbeContexts.value(readings, "encoder_attention_entropy_share"))
          .isCloseTo(1, EPSILON);
      for (int head = 1; head <= 4; head++) {
        assertThat(ProbeContexts.at(readings, "attention_entropy", "head", head))
            .isCloseTo(ProbeContexts.value(readings, "attention_entropy"), EPSILON);
      }
    }
  }

  private static void assertEven(List<Measurement> readings) {
    List<Example> examples = ProbeContexts.examples();
    double rows = examples.stream().mapToInt(e -> e.target().size() + 1).sum();
    double entropy =
        examples.stream()
            .mapToDouble(e -> (e.target().size() + 1) * Math.log(e.source().size() + 1))
            .sum();
    assertThat(ProbeContexts.value(readings, "attention_entropy"))
        .isCloseTo(entropy / rows, EPSILON);
    assertThat(ProbeContexts.value(readings, "attention_entropy_share")).isCloseTo(1, EPSILON);
    assertThat(ProbeContexts.value(readings, "attention_saturation")).isZero();
    double onGold =
        examples.stream()
            .mapToDouble(e -> (double) e.target().size() / (e.source().size() + 1))
            .sum();
    double tokens = examples.stream().mapToInt(e -> e.target().size()).sum();
    assertThat(ProbeContexts.value(readings, "attention_on_gold"))
        .isCloseTo(onGold / tokens, EPSILON);
    assertThat(readings)
        .filteredOn(r -> r.measure().equals("attention_ratio"))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.value()).isCloseTo(1, EPSILON));
  }

  @Test
  void aModelWithoutAttentionHasNoReadings() {
    try (Trial trial = trial(ENCODER, "{type: rnn, cell: gru, hidden: 8}")) {
      assertThat(probe(trial)).isEmpty();
    }
  }

  @Test
  void everyHeadIsReadByItself() {
    try (Trial trial = trial(TRANSFORMER, TRANSFORMER)) {
      List<Measurement> readings = probe(trial);
      List<Double> rates =
          IntStream.rangeClosed(1, 4)
              .mapToObj(h -> ProbeContexts.at(readings, "alignment_error_rate", "head", h))
              .toList();
      assertThat(ProbeContexts.value(readings, "best_head_alignment_error_rate"))
          .isEqualTo(Collections.min(rates));
      assertThat(rates.stream().distinct()).hasSizeGreaterThan(1);
    }
  }

  /**
   * Copying six tokens, all the weight of row t on place t + off (the first or the end where there
   * is none).
   */
  private static List<AttentionMatrix> pointed(int off) {
    List<String> letters = List.of("a", "b", "c", "d", "e", "a");
    List<AlignmentLink> links =
        IntStream.range(0, 6).mapToObj(t -> new AlignmentLink(t, t)).toList();
    List<float[]> rows = new ArrayList<>();
    for (int t = 0; t <= 6; t++) {
      float[] row = new float[7];
      row[Math.max(0, Math.min(6, t + off))] = 1;
      rows.add(row);
    }
    return List.of(new AttentionMatrix(new Example(letters, letters, links), rows));
  }

  @ParameterizedTest(name = "off by {0}, taken {1} further: {2}")
  @CsvSource({
    "0, 0, 0", "0, 1, 1", "0, -1, 1",
    "1, -1, 0", "1, 0, 1", "1, 1, 1",
    "-1, 1, 0.16666666666", "-1, 0, 0.83333333333", "-1, -1, 1"
  })
  void theErrorRateOfPointersIsKnown(int off, int shift, double rate) {
    Measurement reading =
        GoldAlignment.errorRate(pointed(off), GoldAlignment.Shift.ofSource(shift));
    assertThat(reading.value()).isCloseTo(rate, EPSILON);
  }

  @Test
  void rowsOfANeighbouringStepCanBeReadInstead() {
    // Row t points at t + 1, so the row before is right; the first token has none before it.
    Measurement before = GoldAlignment.errorRate(pointed(1), GoldAlignment.Shift.ofStep(-1));
    assertThat(before.value()).isCloseTo(1 - 2.0 * 5 / (5 + 6), EPSILON);
    assertThat(GoldAlignment.errorRate(pointed(0), GoldAlignment.Shift.ofStep(1)).value())
        .isEqualTo(1);
  }

  @Test
  void pointersAreAsSharpAsCanBe() {
    assertThat(AttentionConcentration.entropy(pointed(0)).getMax()).isZero();
    assertThat(AttentionConcentration.saturation(pointed(0)).getAverage()).isEqualTo(1);
    assertThat(GoldAlignment.mass(pointed(0)).getAverage()).isEqualTo(1);
    assertThat(GoldAlignment.mass(pointed(1)).getAverage()).isZero();
  }

  @Test
  void weightOnFrequentTokensIsTold() {
    // In training b has rank 1, a rank 2, c rank 3: bins 0, 1 and 1.
    Example training = new Example(List.of("b", "b", "b", "a", "a", "c"), List.of());
    Example example = new Example(List.of("a", "b", "c"), List.of("x"));
    AttentionMatrix gaze =
        new AttentionMatrix(example, List.of(new float[] {0.1f, 0.6f, 0.1f, 0.2f}));
    List<Measurement> readings = new AttentionByFrequency(List.of(training)).of(List.of(gaze));
    assertThat(ProbeContexts.at(readings, "attention_mass", "log2_rank", 0))
        .isCloseTo(0.6, EPSILON);
    assertThat(ProbeContexts.at(readings, "attention_mass", "log2_rank", 1))
        .isCloseTo(0.2, EPSILON);
    assertThat(ProbeContexts.at(readings, "attention_ratio", "log2_rank", 0))
        .isCloseTo(2.4, EPSILON);
    assertThat(ProbeContexts.at(readings, "attention_ratio", "log2_rank", 1))
        .isCloseTo(0.4, EPSILON);
  }
}
