package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that the gradient probe cannot measure. */
class GradientProbeKeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frequency_bias: 1, encoder: {type: rnn}, decoder: {type: rnn, attention: luong} | set it to 0",
        "encoder: {type: rnn}, decoder: {type: rnn, embedding: 0} | decoder of model 'm' has embedding: 0; set it above 0",
        "encoder: {type: rnn, embedding: 0}, decoder: {type: rnn} | set embedding above 0"
      })
  void areRefused(String model, String expected) {
    String study =
        """
        study: s
        task: {type: copy}
        training: {budget: {steps: 1}}
        seeds: [1]
        probes: [{type: gradient}]
        models: {m: {%s}}
        """
            .formatted(model);
    assertThatThrownBy(() -> SpecReader.read(study, "study", StudySpec.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected);
  }
}
