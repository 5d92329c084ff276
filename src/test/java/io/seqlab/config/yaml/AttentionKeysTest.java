package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.model.AttentionSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of attention, and combinations that do not exist. */
class AttentionKeysTest {
  private static ModelSpec model(String attention) {
    return SpecReader.read(
        "{encoder: {type: rnn, hidden: 8}, decoder: {type: rnn, hidden: 12, attention: %s}}"
            .formatted(attention),
        "model",
        ModelSpec.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{wiring: luong, score: low_rank}|score: low_rank requires rank",
        "{wiring: luong, rank: 4}|rank requires score: low_rank",
        "{wiring: luong, score: slots}|score: slots requires slots",
        "{wiring: luong, slots: 9}|slots requires score: slots",
        "{wiring: luong, overflow: cut}|overflow requires score: slots",
        "{wiring: luong, bias: true}|bias requires score: additive or concat",
        "{wiring: luong, energy: relu}|energy requires score: additive or concat",
        "{wiring: luong, score: low_rank, rank: 0}|rank must be at least 1",
        "{wiring: luong, score: slots, slots: 0}|slots must be at least 1",
        "{wiring: luong, score: dot, size: 9}|size requires score: additive or concat",
        "{wiring: none, score: general}|score requires attention; set wiring: bahdanau or luong",
        "{wiring: luong, heads: 0}|heads must be at least 1",
        "{wiring: none, heads: 2}|heads requires attention; set wiring: bahdanau or luong",
        "{wiring: luong, score: slots, slots: 9, heads: 2}|use heads: 1, or another score",
        "{wiring: luong, heads: 5}|hidden 12 is not divisible by heads 5; the nearest divisor is heads: 4",
        "{wiring: luong, score: cosine}|use general, low_rank or concat, or several heads",
        "{wiring: luong, score: consine}|did you mean 'cosine'?",
      })
  void refusesWhatDoesNotFit(String attention, String message) {
    assertThatThrownBy(() -> model(attention))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("attention")
        .hasMessageContaining(message);
  }

  @Test
  void headsNeedNoEqualWidths() {
    assertThat(model("{wiring: luong, score: dot, heads: 2}").decoder().sourceAttentionHeads())
        .isEqualTo(2);
  }

  @Test
  void slotsLimitTheSource() {
    String slots = "{wiring: luong, score: slots, slots: 9, overflow: %s}";
    assertThat(model(slots.formatted("refuse")).decoder().maxSourceLength()).hasValue(9);
    assertThat(model(slots.formatted("cut")).decoder().maxSourceLength()).isEmpty();
    assertThat(model("luong").decoder().maxSourceLength()).isEmpty();
  }

  @Test
  void sizeIsThatOfTheHead() {
    AttentionSpec heads =
        SpecReader.read(
            "{wiring: luong, score: additive, heads: 3}", "attention", AttentionSpec.class);
    assertThat(heads.hiddenSize(heads.headSize(12))).isEqualTo(4);
  }

  @Test
  void frequencyBiasRequiresAttention() {
    assertThatThrownBy(
            () ->
                SpecReader.read(
                    "{encoder: {type: rnn}, decoder: {type: rnn}, frequency_bias: 1}",
                    "model",
                    ModelSpec.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("frequency_bias requires a decoder with attention");
  }
}
