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
            copy: {extends: rnn}
            fixed: {type: rnn, hidden: 8, attention: luong}
          grid: {models.rnn.hidden: [8, 64], models.rnn.cell: [lstm]}
          metrics: [exact_match, bleu, loss]
          probes:
            - {type: cost, length: [16, 32], attention: [64]}
            - {type: gradient, lengths: [10, 50]}
            - {type: attention}
            - {type: slices, metrics: [edit_distance]}
            - {type: intervene}
          milestones: [{metric: exact_match, reaches: 0.9}, {metric: exact_match, reaches: 0.5}]
          claims:
            - id: C1
              sentence: a claim
              parts:
                - {type: holds, measure: exact_match, of: copy, above: 0}
                - %s
          """;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "type: greater, measure: exact_match, of: copy, than: copy | compares copy with itself: same model, measure and points",
        "type: greater, measure: bleu, of: {model: copy, measure: exact_match}, than: {model: copy, measure: exact_match} | compares copy with itself",
        "type: gap_widens, measure: exact_match, of: copy, than: copy, over: source_length | compares copy with itself",
        "type: greater, measure: loss, of: {model: copy, where: {source_length: [1, 20]}}, than: copy | compares copy with itself",
        "type: greater, measure: loss, of: {model: copy, where: {source_length: [0.5, 4]}}, than: {model: copy, where: {source_length: [1, 4.0]}} | compares copy with itself",
        "type: greater, measure: flops, of: {model: copy, where: {length: [16, 32]}}, than: copy | compares copy with itself",
        "type: greater, measure: gradient_state, of: {model: copy, where: {distance: [2, 3]}}, than: {model: copy, where: {distance: [2.0, 3e0]}} | compares copy with itself",
        "type: greater, measure: exact_match, of: luong, than: fixed | compares luong with fixed, which differ only by name",
        "type: greater, measure: exact_match, of: {model: rnn, where: {models.rnn.hidden: 8}}, than: copy | compares rnn with copy, which differ only by name",
        "type: gap_widens, measure: flops, of: {model: copy, where: {length: [1, 99]}}, than: copy, over: length | compares copy with itself",
        "type: holds, measure: exact_match, of: rnn, above: 0 | a test takes one run of each seed, but model rnn has 2; select one with where: {models.rnn.hidden: 8} (values: models.rnn.hidden 8, 64)",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {models.rnn.hidden: [1, 99]} | but model rnn has 2; select one with where: {models.rnn.hidden: 8}",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {models.rnn.hidden: 128} | where: {models.rnn.hidden: 128} selects no run: the grid has 8, 64",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {models.rnn.hidden: [9, 63]} | where: {models.rnn.hidden: [9, 63]} selects no run",
        "type: holds, measure: exact_match, of: big, above: 0, where: {models.rnn.hidden: 64} | model big has no key models.rnn.hidden",
        "type: holds, measure: exact_match, of: copy, above: 0, where: {source_length: [21, 30]} | where: {source_length: [21, 30]} selects no test example: they have 1 to 20 tokens",
        "type: holds, measure: exact_match, of: copy, above: 0, where: {source_length: [2.2, 2.8]} | selects no test example: they have 1 to 20 tokens",
        "type: holds, measure: exact_match, of: copy, above: 0, where: {target_length: 0} | they have 1 to 20 tokens",
        "type: holds, measure: exact_match, of: copy, above: 0, where: {source_length: 1e999999999} | they have 1 to 20 tokens",
        "type: holds, measure: exact_match, of: copy, above: 0, where: {source_length: long} | they have 1 to 20 tokens",
        "type: holds, measure: steps_to, of: copy, below: 9, where: {exact_match: 0.95} | where: {exact_match: 0.95} selects no milestone: the study has 0.9, 0.5",
        "type: holds, measure: train_step_seconds, of: copy, above: 0, where: {length: [64, 99]} | selects no point: train_step_seconds is measured at length 16, 32",
        "type: holds, measure: initial_gradient_state_log_ratio, of: copy, below: 0, where: {source_length: 11} | is measured at source_length 10, 50",
        "type: holds, measure: gradient_reach, of: copy, above: 1, where: {layer: 2} | gradient_reach is measured at layer 1",
        "type: holds, measure: attention_entropy, of: big, above: 0, where: {head: 7} | attention_entropy is measured at head 1 to 6",
        "type: holds, measure: attention_entropy, of: luong, above: 0, where: {head: 1} | attention_entropy of model luong has no values by head",
        "type: holds, measure: token_accuracy, of: copy, above: 0, where: {position: 22} | token_accuracy is measured at position 1 to 21",
        "type: holds, measure: edit_distance, of: copy, above: 0, where: {target_length: 21} | edit_distance is measured at target_length 1 to 20",
        "type: holds, measure: valid_loss, of: copy, above: 0, where: {step: [11, 20]} | valid_loss is measured at step 1 to 10",
        "type: holds, measure: attention_entropy, of: copy, above: 0 | model copy has no attention_entropy, as its decoder has no attention",
        "type: holds, measure: encoder_attention_entropy, of: luong, above: 0 | as its encoder has no self-attention",
        "type: holds, measure: permuted_output_distance, of: copy, above: 0 | as its decoder has no attention",
        "type: holds, measure: without_head_argmax_changed, of: luong, above: 0, where: {cross_head: 1} | as neither its encoder nor its decoder is a Transformer",
        "type: holds, measure: best_head_alignment_error_rate, of: luong, above: 0 | as its attention has a single head",
        "type: holds, measure: block_flops_exponent, of: big, above: 0 | as the cost probe needs at least two lengths",
        "type: trend, measure: exact_match, of: copy, over: models.rnn.hidden, slope: [0, null] | over: models.rnn.hidden, but model copy has no key models.rnn.hidden",
        "type: trend, measure: exact_match, of: rnn, over: models.rnn.hidden, slope: [0, null], where: {models.rnn.hidden: 8} | over: models.rnn.hidden needs at least two points to fit a slope, but the test selects 1",
        "type: trend, measure: exact_match, of: rnn, over: models.rnn.cell, slope: [0, null] | over: models.rnn.cell needs numbers, but the grid has lstm",
        "type: trend, measure: exact_match, of: copy, over: source_length, slope: [0, null], where: {source_length: 5} | over: source_length needs at least two points to fit a slope, but the test selects 1",
        "type: gap_widens, measure: exact_match, of: {model: copy, where: {source_length: [1, 5]}}, than: {model: luong, where: {source_length: [5, 9]}}, over: source_length | at least two points common to both models to fit a slope, but the test selects 1",
        "type: trend, measure: alignment_error_rate, of: luong, over: shift, scale: log, slope: [0, null] | scale: log needs points above 0"
      })
  void isRejected(String test, String message) {
    assertThat(new StudyText(folder).refusal(STUDY.formatted("{" + test + "}")))
        .startsWith("study.yaml:25: claims[0].parts[1]: ")
        .contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: greater, measure: exact_match, of: {model: rnn, where: {models.rnn.hidden: 64}}, than: {model: rnn, where: {models.rnn.hidden: 8}}",
        "type: greater, measure: exact_match, of: {model: rnn, where: {models.rnn.hidden: 64}}, than: copy",
        "type: greater, measure: exact_match, of: {model: luong, where: {source_length: [1, 5]}}, than: {model: fixed, where: {source_length: [1, 6]}}",
        "type: greater, measure: attention_entropy, of: {model: big, where: {head: [1, 6]}}, than: big",
        "type: trend, measure: exact_match, of: rnn, over: models.rnn.hidden, slope: [0, null]",
        "type: ratio_within, measure: exact_match, of: copy, to: {model: copy, measure: bleu}, within: [1, 2]",
        "type: holds, measure: exact_match, of: rnn, above: 0, where: {source_length: [20, 300], models.rnn.hidden: [60, 70]}",
        "type: holds, measure: train_step_seconds, of: copy, above: 0, where: {length: [20, 40]}",
        "type: holds, measure: valid_loss, of: copy, above: 0, where: {step: [1, 5]}"
      })
  void isAccepted(String test) {
    assertThat(new StudyText(folder).read(STUDY.formatted("{" + test + "}")).claims()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'[1, 40]',true", "'[25, 30]',true", "'[1, 24]',false"})
  void lengthsAreThoseOfTheSelectedPointOfTheGrid(String lengths, boolean accepted) {
    String study =
        StudyText.BASE
            + """
            grid: {task.lengths.test: [[1, 5], %s]}
            claims:
              - id: C1
                sentence: a claim
                parts:
                  - {type: holds, measure: bleu, of: rnn, above: 0, where: {source_length: [25, 30], task.lengths.test: '%s'}}
            """
                .formatted(lengths, lengths);
    if (accepted) {
      assertThat(new StudyText(folder).read(study).grid()).hasSize(1);
    } else {
      assertThat(new StudyText(folder).refusal(study)).contains("they have 1 to 24 tokens");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: holds, measure: exact_match, of: copy, above: 2 | exact_match is from 0 to 1, so it is never above 2; change the bounds",
        "type: holds, measure: exact_match, of: copy, above: 1 | never above 1",
        "type: holds, measure: exact_match, of: copy, above: -1, below: 2 | always between -1 and 2",
        "type: holds, measure: loss, of: copy, above: -0.5 | loss is at least 0, so it is always above -0.5",
        "type: holds, measure: attention_saturation, of: luong, below: 1.5 | attention_saturation is from 0 to 1, so it is always below 1.5",
        "type: greater, measure: loss, of: {model: luong, measure: exact_match}, than: copy, margin: 1 | is at most 1, so it is never above 1",
        "type: holds, measure: loss, of: {model: luong, measure: bleu}, above: 100 | bleu is from 0 to 100",
        "type: greater, measure: bleu, of: luong, than: copy, margin: 100 | a difference in bleu is from -100 to 100, so it is never above 100",
        "type: equal_within, measure: exact_match, of: luong, than: copy, within: 1.1 | always between -1.1 and 1.1"
      })
  void aTestThatEveryRunDecidesAlikeIsRejected(String test, String message) {
    assertThat(new StudyText(folder).refusal(STUDY.formatted("{" + test + "}")))
        .startsWith("study.yaml:25: claims[0].parts[1]: ")
        .contains(message);
  }
}
