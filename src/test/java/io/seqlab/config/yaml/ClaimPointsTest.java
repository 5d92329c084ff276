package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of claims that no result can decide are rejected at their line. */
class ClaimPointsTest {
  private static final String STUDY =
      StudyText.BASE
          + """
          grid: {model.hidden: [8, 64]}
          probes: [{type: cost, length: [16, 32]}, {type: gradient, lengths: [10, 50]}]
          claims:
            - id: C1
              sentence: a claim
              parts:
                - {type: holds, measure: exact_match, of: rnn, above: 0}
                - %s
          """;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "type: greater, measure: exact_match, of: rnn, than: rnn | compares rnn with itself: same model, measure and points",
        "type: greater, measure: bleu, of: {model: rnn, measure: exact_match}, than: {model: rnn, measure: exact_match} | compares rnn with itself",
        "type: gap_widens, measure: exact_match, of: rnn, than: rnn, over: source_length | compares rnn with itself",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {model.hidden: 128} | where selects 128 of model.hidden, but the grid has only 8, 64",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {model.hidden: [9, 63]} | where selects 9 to 63 of model.hidden",
        "type: holds, measure: exact_match, of: big, above: 0, where: {model.hidden: 64} | model big has no key model.hidden",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {source_length: [21, 30]} | where selects source_length 21 to 30, but test examples have 1 to 20 tokens",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {target_length: 0} | test examples have 1 to 20 tokens",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {source_length: 1e999999999} | test examples have 1 to 20 tokens",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {source_length: long} | test examples have 1 to 20 tokens",
        "type: holds, measure: train_step_seconds, of: rnn, above: 0, where: {length: [64, 99]} | train_step_seconds is measured at [16, 32] only",
        "type: holds, measure: initial_gradient_state_log_ratio, of: rnn, below: 0, where: {source_length: 11} | is measured at [10, 50] only"
      })
  void isRejected(String test, String message) {
    assertThat(new StudyText(folder).refusal(STUDY.formatted("{" + test + "}")))
        .startsWith("study.yaml:16: claims[0].parts[1]: ")
        .contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: greater, measure: exact_match, of: {model: rnn, where: {model.hidden: 64}}, than: {model: rnn, where: {model.hidden: 8}}",
        "type: ratio_within, measure: exact_match, of: rnn, to: {model: rnn, measure: bleu}, within: [1, 2]",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {source_length: [20, 300], model.hidden: [60, 70]}",
        "type: holds, measure: train_step_seconds, of: rnn, above: 0, where: {length: [20, 40]}",
        "type: holds, measure: valid_loss, of: rnn, above: 0, where: {step: [1, 5]}"
      })
  void isAccepted(String test) {
    assertThat(new StudyText(folder).read(STUDY.formatted("{" + test + "}")).claims()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, 40]", "[25, 30]"})
  void lengthsOfAnyPointOfTheGridCount(String lengths) {
    String study =
        STUDY
            .replace("{model.hidden: [8, 64]}", "{task.lengths.test: [[1, 5], " + lengths + "]}")
            .formatted(
                "{type: holds, measure: bleu, of: rnn, above: 0, where: {source_length: [25, 30]}}");
    assertThat(new StudyText(folder).read(study).grid()).hasSize(1);
  }
}
