package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryEstimateTest {
  private static final double MIB = 1 << 20;
  @TempDir Path home;

  private static final String SHORT = "lengths: 5 10, examples: {train: 640, valid: 50, test: 64}";

  /** Peak resident memory of {@code seqlab run --threads 1} on Linux. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // S = 1000 and 2000; the last is the validation, with a batch of two
        "1000, examples: {train: 2, valid: 2, test: 2} | beam: 1 | type: transformer, d_model: 64, heads: 4, layers: 2, ff: 128, dropout: 0 | | 1070",
        "1000, examples: {train: 2, valid: 2, test: 2} | beam: 1 | type: transformer, d_model: 64, heads: 4, layers: 2, ff: 128, dropout: 0.1 | | 1402",
        "2000, examples: {train: 1, valid: 2, test: 2} | beam: 1 | type: transformer, d_model: 64, heads: 4, layers: 2, ff: 128, dropout: 0.1 | | 2126",
        SHORT
            + " | beam: 1 | type: rnn, cell: lstm, hidden: 128, embedding: 64 | {type: gradient, lengths: [2000], examples: 1} | 1554",
        SHORT
            + " | beam: 1 | type: rnn, cell: gru, hidden: 64, embedding: 64 | {type: gradient, lengths: [7000], examples: 1} | 2298",
        SHORT
            + " | batch: 16 | type: transformer, d_model: 32, heads: 4, layers: 2, ff: 64, dropout: 0.1 | {type: gradient, lengths: [600], examples: 1} | 895",
        SHORT
            + " | beam: 1 | type: rnn, cell: gru, hidden: 128, embedding: 64 | {type: retention, lengths: [3000], train: 300, test: 100} | 756",
        "300, examples: {train: 32, valid: 2, test: 2} | beam: 1 | type: rnn, cell: lstm, hidden: 128, embedding: 64, attention: bahdanau | | 3220",
        "30, examples: {train: 32, valid: 2, test: 32} | beam: 8, batch: 32, max_length: 600 | type: transformer, d_model: 128, heads: 4, layers: 4, ff: 128, dropout: 0.1 | | 3720",
        "30, examples: {train: 64, valid: 2, test: 2} | batch: 1 | type: transformer, d_model: 512, heads: 4, layers: 4, ff: 1024, dropout: 0.1 | | 2189",
      })
  void isWithinAFactorOfTwoOfTheMeasuredPeak(
      String task, String decoding, String model, String probes, double measured)
      throws IOException {
    assertThat(estimate(task, decoding, model, probes == null ? "" : probes))
        .isBetween(measured / 2, measured * 2);
  }

  @Test
  void anUnfinishedSearchRunsToMaxLength() throws IOException {
    String model = "type: transformer, d_model: 64, heads: 4";
    assertThat(estimate(SHORT, "max_length: 20000", model, ""))
        .isGreaterThan(10 * estimate(SHORT, "max_length: 20", model, ""));
  }

  /** In MiB, of a study of one model; the lengths of a task are one number, or two. */
  private double estimate(String task, String decoding, String model, String probes)
      throws IOException {
    String lengths = task.substring(0, task.indexOf(',')).replace("lengths: ", "");
    String range = lengths.contains(" ") ? lengths.replace(" ", ", ") : lengths + ", " + lengths;
    StudySpec study =
        StudyReader.read(
            Files.writeString(
                home.resolve("study.yaml"),
                """
            study: memory
            task: {type: copy, lengths: {train: [%1$s], valid: [%1$s], test: [%1$s]}%2$s}
            training: {batch: {size: 64}, budget: {steps: 3}}
            decoding: {%3$s}
            probes: [%4$s]
            seeds: [1]
            models: {m: {%5$s}}
            """
                    .formatted(range, task.substring(task.indexOf(',')), decoding, probes, model)),
            List.of());
    return StudyCheck.variants(StudyPlan.of(study, List.of())).get(0).memory().peak() / MIB;
  }
}
