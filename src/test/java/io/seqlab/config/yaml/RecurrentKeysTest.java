package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.training.TeacherForcingSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Combinations of recurrent options that are refused, and what is offered instead. */
class RecurrentKeysTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cell: gru, forget_bias: 1.0 | forget_bias requires cell: lstm",
        "biases_per_gate: 3 | must be 1 or 2, not 3",
        "convolution: 4 | must be an odd number of tokens, such as 5, not 4",
        "convolution: 3, embedding: 0 | set embedding above 0",
        "embedding: 0, embedding_std: 1.0 | set embedding above 0",
        "embedding_std: 0.0 | embedding_std must be above 0",
        "embedding: -1 | embedding must be at least 0",
        "layer_dropout: 0.2 | layer_dropout requires at least 2 layers",
        "embedding_dropout: 1.0 | from 0 to below 1",
        "feed_previous: false | add feed_summary: true, or use attention: bahdanau",
        "feed_previous: false, attention: luong | leaves the cell without input",
        "initial_state: zero | use last or bridge, or feed_summary: true",
        "attention: luong, output_context: true | use bahdanau",
        "embedding: 0, output_embedding: true | use feed_previous: true and an embedding above 0",
        "embedding: 0, tie: output | on an rnn set embedding above 0 and feed_previous: true",
        "decoder: {hidden: 12}, initial_state: last | use bridge",
        "encoder: {layers: 2}, initial_state: last | use bridge"
      })
  void refuses(String keys, String message) {
    assertThatThrownBy(() -> model(keys))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private ModelSpec model(String keys) {
    String study =
        "study: s\ntask: {type: reverse}\ntraining: {budget: {steps: 1}}\nmodels: {m: {type: rnn, hidden: 8, %s}}\n"
            .formatted(keys);
    return new StudyText(folder).read(study).models().get("m");
  }

  @Test
  void sizesMayDifferBetweenHalves() {
    ModelSpec spec =
        model(
            "encoder: {hidden: 5, embedding: 3, layers: 2}, decoder: {hidden: 7, embedding: 0, layers: 3, feed_summary: true}");
    RnnDecoderSpec decoder = (RnnDecoderSpec) spec.decoder();
    assertThat(decoder.inputSize(11, spec.encoder().stateSize())).isEqualTo(11 + 5);
    assertThat(decoder.outputSize(spec.encoder())).isEqualTo(7);
  }

  @Test
  void outputReadsTheContextOfBahdanauByDefault() {
    RnnDecoderSpec decoder = (RnnDecoderSpec) model("attention: bahdanau").decoder();
    assertThat(decoder.readsContext()).isTrue();
    assertThat(decoder.outputSize(8)).isEqualTo(16);
    decoder = (RnnDecoderSpec) model("attention: bahdanau, output_context: false").decoder();
    assertThat(decoder.outputSize(8)).isEqualTo(8);
  }

  @Test
  void teacherForcingIsANumberOrAMapping() {
    assertThat(forcing("1.0")).isEqualTo(TeacherForcingSpec.ALWAYS).isEqualTo(forcing("{}"));
    assertThat(forcing("0.5").share()).isEqualTo(0.5);
    assertThat(forcing("{share: 0.5, unit: sentence}").readsPredictions()).isTrue();
    assertThat(forcing("1.0").readsPredictions()).isFalse();
  }

  private TeacherForcingSpec forcing(String yaml) {
    return new StudyText(folder)
        .read(
            "study: s\ntask: {type: reverse}\ntraining: {budget: {steps: 1}, teacher_forcing: %s}\nmodels: {m: {type: rnn}}\n"
                .formatted(yaml))
        .training()
        .teacherForcing();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5 | share must be from 0 to 1",
        "{share: 0.0, schedule: {type: linear, steps: 5}} | a schedule has no effect with share 0",
        "{share: 0.1, schedule: {type: linear, steps: 5, minimum: 0.5}} | must be at most share (0.1)",
        "{schedule: {type: inverse_sigmoid, k: 0.5}} | k must be at least 1",
        "{schedule: {type: exponential, decay: 1.0}} | decay must be between 0 and 1",
        "{unit: batch} | token, sentence"
      })
  void refusesForcing(String yaml, String message) {
    assertThatThrownBy(() -> forcing(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }
}
