package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each option of a model, trained on reversing short sequences. The rows are in {@code
 * src/test/resources/learns}: a name, a model, {@code training} where it differs from below, and
 * {@code fails} with the reason where the option keeps a model from learning.
 */
@Tag("slow")
class LearnedOptionsTest {
  private static final double LEARNT = 0.95;

  /** Those that fail reach half of the words at most; one that almost learns is not among them. */
  private static final double NOT_LEARNT = 0.6;

  private static final String STUDY =
      """
      study: learns
      task:
        type: reverse
        symbols: 8
        lengths: {train: [1, 6], test: [1, 6]}
        examples: {train: 4000, valid: 100, test: 300}
      training:
        batch: {size: 32}
        budget: {steps: 2000}
        validate_every: 250
        patience: 3
        optimizer: {type: adam, learning_rate: 3.0e-3}
        schedule: {type: constant, warmup: 100}
        clip_norm: 1.0
      decoding: {max_length: 8}
      metrics: [token_accuracy]
      report: {attention: 0}
      seeds: [1]
      models: {row: {}}
      """;

  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir Path home;

  static Stream<Named<JsonNode>> rows() throws IOException {
    List<Named<JsonNode>> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/learns"))) {
      for (Path file : files.sorted().toList()) {
        for (JsonNode row : YAML.readTree(file.toFile())) {
          rows.add(Named.of(file.getFileName() + ": " + row.get("name").asText(), row));
        }
      }
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void learnsToReverseOrFailsForItsReason(JsonNode row) throws IOException {
    Path file = Files.writeString(home.resolve("learns.yaml"), STUDY);
    List<String> settings =
        new ArrayList<>(List.of("models={row: " + json(row.get("model")) + "}"));
    for (Map.Entry<String, JsonNode> entry : row.path("training").properties()) {
      settings.add("training." + entry.getKey() + "=" + entry.getValue());
    }
    StudyRunner.Options options =
        new StudyRunner.Options(
            home.resolve("out"), List.of(), false, "seqlab run", Optional.empty(), () -> false);
    assertThat(
            new StudyRunner(StudyReader.read(file, settings), options, new StudyListener() {})
                .run())
        .isEmpty();
    List<RunResult> results = new ExperimentFolder(home.resolve("out")).readResults();
    assertThat(results).hasSize(1).allMatch(result -> result.status() == RunStatus.DONE);
    double accuracy = results.get(0).metrics().get("token_accuracy");
    if (row.has("fails")) {
      assertThat(accuracy).as(row.get("fails").asText()).isLessThan(NOT_LEARNT);
    } else {
      assertThat(accuracy).isGreaterThanOrEqualTo(LEARNT);
    }
  }

  private static String json(JsonNode node) throws IOException {
    return new ObjectMapper().writeValueAsString(node);
  }
}
