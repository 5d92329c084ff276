package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.report.page.CourseworkPage;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.study.StudyVerdicts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sheet of a trained study, and the page of all coursework studies. */
class CourseworkCommandTest {
  private static final String SHEET =
      """
      handin:
        exercise: Homework 2
        items: [{type: parameters}, {type: examples}, {type: curve, measures: [valid_loss], over: seconds}, {type: published}]
      published:
        - {model: luong, measure: parameters, value: 1000, source: A course, comparable: yes}
        - {model: luong, measure: valid_loss, where: {step: 30}, value: 1, source: A course, protocol: other text, comparable: ordering_only}
        - {model: transformer, measure: token_accuracy, value: 0.5, source: A course, protocol: other text, comparable: no}
      """;

  private static Path trained;
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void train(@TempDir Path folder) throws IOException {
    trained = TrainedStudy.train(folder, "copying", "copy");
    Path study = trained.resolve("study.yaml");
    String yaml = Files.readString(study);
    String old = yaml.substring(yaml.indexOf("published:"));
    Files.writeString(study, yaml.replace(old, "") + SHEET);
    new ExperimentFolder(trained).readStudy();
    assertThat(new CourseworkCommandTest().run("report", trained.toString())).isZero();
  }

  private int run(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @Test
  void sumOfTheParametersIsThatOfTheResults() throws IOException {
    String sheet = Files.readString(trained.resolve("handin.md"));
    for (String model : List.of("luong", "transformer")) {
      String parameters =
          Files.readString(trained.resolve("results.csv"))
              .lines()
              .filter(line -> line.startsWith(model + ",1,"))
              .findFirst()
              .orElseThrow()
              .split(",", -1)[3];
      String part = sheet.substring(sheet.indexOf("### Parameters of " + model));
      String sum = part.lines().filter(line -> line.contains("**Sum**")).findFirst().orElseThrow();
      assertThat(sum.replace(",", "")).contains("**" + parameters + "**");
    }
  }

  @Test
  void pageIsRegeneratedEqualInAClone(@TempDir Path home) throws IOException {
    Path clone = home.resolve("copying");
    Files.createDirectories(clone);
    try (var files = Files.list(trained)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, clone.resolve(file.getFileName()));
      }
    }
    assertThat(run("coursework", trained.getParent().toString())).isZero();
    assertThat(run("coursework", home.toString())).isZero();
    String page = Files.readString(home.resolve("COURSEWORK.md"));
    assertThat(page).isEqualTo(Files.readString(trained.resolveSibling("COURSEWORK.md")));
    assertThat(page)
        .contains("## [copying](copying/README.md)", "Homework 2 [Hand-in sheet]")
        .containsPattern("luong +\\| Parameters +\\| +1,000 \\|")
        .contains("Validation loss (nats/token), step 30", "ordering only")
        .doesNotContain("NaN");
    Path sheet = clone.resolve("handin.md");
    String before = Files.readString(sheet);
    assertThat(run("report", clone.toString())).isZero();
    assertThat(sheet).hasContent(before);
  }

  /** The page of this repository, once it has results of configs/coursework. */
  @Test
  void committedPageIsRegeneratedEqual() throws IOException {
    List<String> sections = new ArrayList<>();
    for (ExperimentFolder experiment : StudyVerdicts.experiments(Path.of("experiments"))) {
      String section = CourseworkPage.section(experiment);
      if (!section.isEmpty()) {
        sections.add(section);
      }
    }
    Path page = Path.of("experiments", CourseworkPage.NAME);
    if (sections.isEmpty()) {
      assertThat(page).doesNotExist();
    } else {
      assertThat(page).hasContent(CourseworkPage.text(sections, List.of()));
    }
  }

  @Test
  void anotherPageIsKept(@TempDir Path home) throws IOException {
    Path page = Files.writeString(trained.resolveSibling("COURSEWORK.md"), "mine");
    assertThat(run("coursework", trained.getParent().toString())).isEqualTo(2);
    assertThat(err.toString()).contains("was not written by seqlab coursework and is unchanged");
    assertThat(page).hasContent("mine");
    Files.delete(page);
    assertThat(run("coursework", home.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("has a hand-in sheet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"claims", "coursework"})
  void aMissingFolderIsNamed(String command, @TempDir Path home) {
    String missing = home.resolve("no").toString();
    assertThat(run(command, missing)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no folder " + missing);
  }
}
