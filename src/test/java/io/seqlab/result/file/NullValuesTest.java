package io.seqlab.result.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seqlab.result.git.StudyFile;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunData;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Sample;
import io.seqlab.result.registration.RegisteredClaim;
import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A null anywhere in a JSON file is refused with the file and the key. */
class NullValuesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final RunKey RUN = new RunKey("rnn", 1, Map.of("training.batch.size", "32"));
  private static final Environment ENVIRONMENT =
      new Environment("abc", true, "17", "Linux", "CPU", 2, Map.of("djl", "0.35.1"));
  private static final DataDigests DATA =
      new DataDigests("a".repeat(64), "b".repeat(64), "c".repeat(64));
  private static final AttentionMap MAP =
      AttentionMap.of("test-1", List.of("a"), List.of("b"), new float[][] {{1}});
  private static final Difference.Range RANGE = new Difference.Range(0, 1);

  private static final Map<String, Object> VALUES =
      Map.of(
          "run.json",
          new RunRecord(
              RunResult.started(RUN).withTest(1, Map.of("bleu", 0.5)),
              "model: rnn\n",
              "0".repeat(64),
              DATA,
              ENVIRONMENT,
              Instant.EPOCH,
              Instant.EPOCH,
              ""),
          "attention/test-1.json",
          MAP,
          "data.json",
          List.of(new RunData(RUN, DATA)),
          "attention.json",
          List.of(new RunAttention(RUN, MAP)),
          "samples.json",
          List.of(new Sample(1, "s", "r", List.of(new Sample.Answer(RUN, "t")))),
          "registrations.json",
          List.of(
              new RegisteredClaim(
                  "C1",
                  Sha256.of("text".getBytes(StandardCharsets.UTF_8)),
                  "text",
                  Instant.EPOCH,
                  StudyFile.NONE,
                  0,
                  List.of(DATA))),
          "differences.json",
          List.of(
              new Difference("bleu", "a", Map.of(), "b", Map.of(), 1, 0, RANGE, RANGE, 1, 1, 0, 0)),
          "provenance.json",
          new Provenance("study", "", "seqlab run", ENVIRONMENT));

  static final List<String> FILES = VALUES.keySet().stream().sorted().toList();

  @TempDir private Path home;
  private ExperimentFolder experiment;

  @BeforeEach
  void setUp() {
    experiment = new ExperimentFolder(home);
  }

  private ThrowingCallable reader(String file) {
    RunFolder run = new RunFolder(home);
    return switch (file) {
      case "run.json" -> run::readRecord;
      case "attention/test-1.json" -> run::readAttention;
      case "data.json" -> experiment::readData;
      case "attention.json" -> new AttentionFile(experiment)::read;
      case "samples.json" -> new SampleFile(experiment)::read;
      case "registrations.json" -> new RegistrationFile(experiment)::read;
      case "differences.json" -> experiment::readDifferences;
      default -> experiment::readProvenance;
    };
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void isRefusedInPlaceOfEachValue(String name) throws Throwable {
    Path file = home.resolve(name);
    Json.write(file, VALUES.get(name));
    reader(name).call();
    JsonNode whole = MAPPER.readTree(Files.readString(file));
    List<JsonNode> variants = new ArrayList<>();
    variants.add(NullNode.instance);
    addVariants(whole, whole, variants);
    assertThat(variants).hasSizeGreaterThan(5);
    for (JsonNode variant : variants) {
      Files.writeString(file, MAPPER.writeValueAsString(variant));
      assertThatThrownBy(reader(name))
          .as("%s", variant)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Path.of(name).getFileName().toString());
    }
  }

  /** Copies of a document with one of its values, below a node, replaced by null. */
  private static void addVariants(JsonNode whole, JsonNode node, List<JsonNode> variants) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        JsonNode value = field.getValue();
        field.setValue(NullNode.instance);
        variants.add(whole.deepCopy());
        field.setValue(value);
        addVariants(whole, value, variants);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode value = array.get(i);
        array.set(i, NullNode.instance);
        variants.add(whole.deepCopy());
        array.set(i, value);
        addVariants(whole, value, variants);
      }
    }
  }

  @Test
  void committedFilesAreRead() throws Exception {
    try (Stream<Path> folders = Files.list(Path.of("experiments"))) {
      for (Path folder : folders.filter(f -> Files.exists(f.resolve("study.yaml"))).toList()) {
        ExperimentFolder committed = new ExperimentFolder(folder);
        committed.readProvenance();
        committed.readData();
        new AttentionFile(committed).read();
        new SampleFile(committed).read();
        new RegistrationFile(committed).read();
      }
    }
  }
}
