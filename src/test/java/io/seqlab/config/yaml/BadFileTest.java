package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.seqlab.config.schema.ConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not YAML, or exceed the limits of a study. */
class BadFileTest {
  @TempDir private Path folder;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "study: small",
            "study: !!javax.script.ScriptEngineManager [x]",
            "study.yaml:1: tags such as !!javax.script.ScriptEngineManager are not allowed"),
        arguments(
            "study: small", "study: !local x", "study.yaml:1: tags such as !local are not allowed"),
        arguments("study: small", "? [a]\n: b", "study.yaml:1: a key must be plain text"),
        arguments(
            "study: small",
            "study: *small",
            "study.yaml:1: alias *small refers to no complete &anchor above it"),
        arguments(
            "study: small",
            "study: &a [*a]",
            "study.yaml:1: alias *a refers to no complete &anchor above it"),
        arguments(
            "study: small",
            "study: small\n---\nstudy: other",
            "study.yaml:2: a second document starts here"),
        arguments(
            "study: small",
            "study: [small",
            "study.yaml:2:5: not valid YAML: while parsing a flow sequence"),
        arguments("  budget", "\tbudget", "study.yaml:4:1: not valid YAML:"),
        arguments(
            "study: small",
            "study: a: b",
            "study.yaml:1:9: not valid YAML: mapping values are not allowed here"),
        arguments(
            "study: small",
            "study: \"\u0007\"",
            "study.yaml:1: control character U+0007; remove it"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("mistakes")
  void reportsLocationAndProblem(String good, String bad, String message) {
    assertThat(StudyText.BASE).contains(good);
    String refusal = new StudyText(folder).refusal(StudyText.BASE.replace(good, bad));
    assertThat(refusal).contains(message).doesNotContain("\n");
  }

  @Test
  void rejectsFilesThatAreNotStudies() {
    StudyText study = new StudyText(folder);
    assertThat(study.refusal("")).startsWith("study.yaml: is empty");
    assertThat(study.refusal("# only words\n---\n")).startsWith("study.yaml: is empty");
    assertThat(study.refusal("- a\n"))
        .contains("study.yaml:1: the file must be a mapping of keys to values, not a list");
    assertThat(study.refusal("word"))
        .contains("the file must be a mapping of keys to values, not the text 'word'");
    assertThat(study.refusal("a: " + "x".repeat(1 << 20))).contains("larger than 1 MiB");
    assertThat(study.refusal("k".repeat(100_000) + ": 1").length()).isLessThan(3000);
  }

  @Test
  void rejectsMissingFiles() throws Exception {
    Files.writeString(folder.resolve("quickstart.yaml"), StudyText.BASE);
    assertThatThrownBy(() -> StudyReader.read(folder.resolve("quikstart.yaml"), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith(
            "quikstart.yaml: no such file; did you mean "
                + folder.resolve("quickstart.yaml")
                + "?");
    assertThatThrownBy(() -> StudyReader.read(folder, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> StudyReader.read(folder.resolve("no/such.yaml"), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("the folder does not exist: ");
  }

  @Test
  void reportsTheLineThatIsNotUtf8() throws Exception {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "study: a\ndescription: é\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> StudyReader.read(file, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("latin.yaml:2: not UTF-8");
  }

  @Test
  void rejectsOversizedFilesEarly() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 9; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append("*a%d, ".formatted(i - 1).repeat(10))
          .append("]\n");
    }
    StudyText study = new StudyText(folder);
    Assertions.assertTimeout(
        Duration.ofSeconds(3),
        () -> {
          assertThat(study.refusal(bomb.toString()))
              .contains("study.yaml:5: more than 100000 values with aliases expanded");
          assertThat(study.refusal("a: &a x\nb: [" + "*a, ".repeat(200) + "]"))
              .contains("more than 100 aliases");
          assertThat(study.refusal("k%d: 1\n".repeat(1001).formatted(numbers(1001))))
              .contains("study.yaml:1001: more than 1000 keys in one mapping");
          assertThat(study.refusal("[".repeat(500_000))).contains("nested more than 50 levels");
          assertThat(study.refusal("- ".repeat(500_000))).contains("nested more than 50 levels");
          assertThat(study.refusal("{a: ".repeat(200_000))).contains("nested more than 50 levels");
          assertThat(study.refusal("[" + "x,".repeat(500_000) + "]"))
              .contains("more than 100000 values");
        });
  }

  private static Object[] numbers(int count) {
    return IntStream.range(0, count).boxed().toArray();
  }
}
