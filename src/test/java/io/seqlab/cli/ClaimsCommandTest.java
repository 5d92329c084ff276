package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Three studies in a folder, of which one is damaged. */
class ClaimsCommandTest {
  private static Path trained;

  @TempDir Path home;
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void train(@TempDir Path folder) throws IOException {
    trained = TrainedStudy.train(folder, "copying", "copy");
  }

  @BeforeEach
  void copyStudies() throws IOException {
    for (String study : List.of("a", "b", "c")) {
      TrainedStudy.copy(trained, home.resolve(study));
    }
  }

  private int claims() {
    CommandLine command = Main.commandLine();
    return command
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute("claims", home.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "results.csv | (?<=,)0\\.[0-9]+(?=\\n) | 0.123 | contradicts other results",
        "study.yaml | (?s).+ | { | not valid YAML",
        "results.csv | (?s)\\n.+ | x | results.csv",
      })
  void damagedStudyIsNamedAndTheOthersAreJudged(
      String name, String text, String damaged, String message) throws IOException {
    Path file = home.resolve("b").resolve(name);
    String before = Files.readString(file);
    Files.writeString(file, before.replaceFirst(text, damaged));
    assertThat(file).content().isNotEqualTo(before);
    assertThat(claims()).isEqualTo(1);
    assertThat(err.toString()).contains("seqlab: b is left out: " + file, message);
    assertThat(home.resolve("b/claims.json")).doesNotExist();
    assertThat(home.resolve("a/claims.json"))
        .hasSameTextualContentAs(home.resolve("c/claims.json"));
    assertThat(home.resolve("README.md"))
        .content()
        .contains("**Not judged, as files are damaged: b.**", "](a/README.md#", "](c/README.md#")
        .doesNotContain("](b/README.md#");
  }

  @Test
  void nothingIsWrittenIfEveryStudyIsDamaged() throws IOException {
    for (String study : List.of("a", "b", "c")) {
      Files.writeString(home.resolve(study).resolve("study.yaml"), "{");
    }
    assertThat(claims()).isEqualTo(2);
    assertThat(err.toString()).contains("a is left out", "b is left out", "c is left out");
    assertThat(home.resolve("README.md")).doesNotExist();
  }

  @Test
  void experimentWithoutItsStudyIsNamed() throws IOException {
    Files.delete(home.resolve("b/study.yaml"));
    Files.delete(home.resolve("c/study.yaml"));
    Files.delete(home.resolve("c/provenance.json"));
    Files.writeString(home.resolve("c/registrations.json"), "[]");
    assertThat(claims()).isZero();
    for (String study : List.of("b", "c")) {
      assertThat(err.toString())
          .contains(
              home.resolve(study)
                  + " is skipped: it has no study.yaml; restore it, or run its study again");
    }
  }
}
