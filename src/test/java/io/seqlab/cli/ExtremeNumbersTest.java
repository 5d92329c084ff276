package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.JsonSchema;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.config.yaml.StudyReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** Extreme values of every number in a study: {@code check} counts exactly, or refuses. */
class ExtremeNumbersTest {
  private static final String TASK_EXAMPLES = ", examples: {train: 20, valid: 4, test: 4}}";
  private static final String STUDY =
      """
      study: extremes
      task: %s
      training:
        batch: {size: 8, unit: %s}
        budget: {%s}
        optimizer: {type: %s}
        schedule: {type: %s}
        teacher_forcing: {schedule: {type: inverse_sigmoid}}
        keep: {last: 2}
      seeds: [1]
      probes: [{type: slices}, {type: attention}, {type: intervene}, {type: order, positions: [8]}, {type: gradient, lengths: [5]},
        {type: retention, lengths: [5]}, {type: cost, threads: [1], attention: [8]}]
      milestones: [{metric: loss, reaches: 1}]
      requires: [{measure: bleu, at_least: 0, at_most: 100}]
      models:
        rnn: {type: rnn, hidden: 8, embedding: 4, attention: bahdanau}
        big: {type: transformer, d_model: 8, heads: 2, layers: 1, ff: 8, positions: learned}
        conv: {type: conv, embedding: 4, hidden: 8, layers: 1}
        labeller: {encoder: {type: rnn, hidden: 8, embedding: 4}, decoder: {type: labeller, pad_source_to: 60}}
      claims: [{id: C, sentence: s, parts: [{type: %s}]}]
      published: [{model: rnn, measure: bleu, value: 1, source: s, comparable: yes}]
      handin: {exercise: e, items: [{type: attention, examples: 1}, {type: examples, right: 1, wrong: 1}]}
      """;

  private static final String OF = ", measure: bleu, of: rnn";
  private static final List<String> STUDIES =
      List.of(
          study(
              "{type: copy, lengths: {train: [1, 5], test: [1, 5]}",
              "sentences",
              "steps: 5",
              "adam",
              "cosine, steps: 5",
              "greater" + OF + ", than: big"),
          study(
              "{type: addition",
              "tokens",
              "epochs: 2",
              "sgd",
              "plateau",
              "ratio_within" + OF + ", to: big, within: [1, 2]"),
          study(
              "{type: key_value_recall, distance: {test: [1, 1]}, pairs: {train: [1, 5], test: [1,"
                  + " 5]}",
              "tokens",
              "tokens: 99",
              "adamw",
              "exponential, decay: 0.5",
              "equal_within" + OF + ", than: big, within: 1"),
          study(
              "{type: delayed_copy, delay: {train: [1, 5], test: [1, 5]}",
              "sentences",
              "seconds: 5",
              "adam",
              "inverse_sqrt",
              "holds" + OF + ", above: 0"),
          study(
                  "{type: needle",
                  "sentences",
                  "steps: 5",
                  "adam",
                  "constant",
                  "trend" + OF + ", over: source_length, slope: [0, 1]")
              .replace("keep: {last: 2}", "keep: {best: 2}"),
          study(
              "{type: lexicon",
              "sentences",
              "steps: 5",
              "adam",
              "constant",
              "gap_widens" + OF + ", than: big, over: source_length"),
          study(
              "{type: frequent_words",
              "sentences",
              "steps: 5",
              "adam",
              "constant",
              "holds" + OF + ", above: 0"),
          study(
                  "{type: position_recall",
                  "sentences",
                  "steps: 5",
                  "adam",
                  "constant",
                  "holds" + OF + ", above: 0")
              + "search: {trials: 2, halving: 2, seeds: [101], over: {training.optimizer.learning_rate: {from: 1e-4, to: 1e-2}}}\n",
          study(
                      "{type: coreference",
                      "sentences",
                      "steps: 5",
                      "adam",
                      "constant",
                      "holds" + OF + ", above: 0")
                  .replace("seeds: [1]", "seeds: {looks: [2, 3]}")
              + "match: {parameters: 50000}\n");

  /** A negative number other than the deviation of a matched width, such as (-0.78 %). */
  private static final String NEGATIVE_COUNT = "[ (]-[0-9](?![0-9.]* %)";

  @TempDir private static Path folder;

  private static String study(
      String task, String unit, String budget, String optimizer, String schedule, String test) {
    return STUDY.formatted(task + TASK_EXAMPLES, unit, budget, optimizer, schedule, test);
  }

  /** The paths of all numbers of a study, and of keys that may be numbers but are null. */
  private static void collect(Object node, String path, List<String> paths) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> collect(value, path.isEmpty() ? "" + key : path + "." + key, paths));
    } else if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), path + "." + i, paths);
      }
    } else if (node == null || node instanceof Number) {
      paths.add(path);
    }
  }

  /** A study file and the path of a number in it; each kind of path is in one file only. */
  record Key(Path file, String path) {
    @Override
    public String toString() {
      return file.getFileName() + " " + path;
    }
  }

  static List<Key> keys() throws IOException {
    Set<String> seen = new TreeSet<>();
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < STUDIES.size(); i++) {
      Path file = Files.writeString(folder.resolve("study" + i + ".yaml"), STUDIES.get(i));
      StudySpec study = StudyReader.read(file, List.of());
      // models stay in the long form, so that each path names one number
      Path resolved =
          Files.writeString(folder.resolve("resolved" + i + ".yaml"), ResolvedYaml.write(study));
      List<String> paths = new ArrayList<>();
      collect(new Yaml().load(Files.readString(resolved)), "", paths);
      String type = study.task().getClass().getSimpleName();
      for (String path : paths) {
        if (seen.add(
            path.startsWith("task.")
                ? type + path
                : path + (path.startsWith("training.") || path.startsWith("claims") ? i : ""))) {
          keys.add(new Key(resolved, path));
        }
      }
    }
    return keys;
  }

  private static void countsExactlyOrRefuses(Key key, String value) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    long start = System.nanoTime();
    int exit = command.execute("check", key.file().toString(), "--set", key.path() + "=" + value);
    assertThat((System.nanoTime() - start) / 1e9).as("%s=%s", key, value).isLessThan(30);
    assertThat(exit).as("%s=%s: %s", key, value, err).isIn(0, 2);
    assertThat(out.toString()).as("%s=%s", key, value).doesNotContainPattern(NEGATIVE_COUNT);
    assertThat(err.toString()).doesNotContain("\tat ", "Exception", "bug");
    assertThat(err.toString().lines().count()).as(err.toString()).isEqualTo(exit == 0 ? 0 : 1);
  }

  /** Sizes that overflowed, hung or took the memory of the machine, one for each cause. */
  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "2147483647", "9223372036854775807"})
  void everyKindOfNumberInOneStudy(String value) throws IOException {
    for (Key key : keys()) {
      if (key.file().endsWith("resolved0.yaml")) {
        countsExactlyOrRefuses(key, value);
      }
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("keys")
  void everyNumberOfAnyStudy(Key key) {
    for (String value :
        List.of(
            "0",
            "-1",
            "1",
            "1000",
            "65536",
            "100000",
            "1000000000",
            "2000000000",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "1" + "0".repeat(30),
            "1e308",
            "-1e308",
            "1e-308",
            ".nan",
            ".inf")) {
      countsExactlyOrRefuses(key, value);
    }
  }

  @Test
  void everyNumericKeyOfTheSchemaIsTried() throws IOException {
    Set<String> tried = new TreeSet<>();
    keys().forEach(key -> Stream.of(key.path().split("\\.")).forEach(tried::add));
    Set<String> numeric = new TreeSet<>();
    collectNumeric(new ObjectMapper().readTree(JsonSchema.of(StudySpec.class)), numeric);
    Set<String> ofCorpora = // which have files
        Set.of(
            "limit",
            "min_frequency",
            "columns",
            "merges",
            "vocabulary_size",
            "character_coverage",
            "ratio",
            "shuffle_buffer",
            "source",
            "target");
    numeric.removeAll(ofCorpora);
    assertThat(tried).containsAll(numeric).hasSizeGreaterThan(60);
  }

  private static void collectNumeric(JsonNode node, Set<String> names) {
    if (node.has("properties")) {
      node.get("properties")
          .properties()
          .forEach(
              each -> {
                if (each.getValue().toString().matches(".*\"type\":\"(integer|number)\".*")) {
                  names.add(each.getKey());
                }
              });
    }
    node.forEach(child -> collectNumeric(child, names));
  }
}
