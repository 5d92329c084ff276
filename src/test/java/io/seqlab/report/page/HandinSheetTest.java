package io.seqlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.handin.ElapsedUnit;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.report.Report;
import io.seqlab.report.SampleStudy;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.HandinFile;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandinSheetTest {
  private static final String SHEET =
      """
      handin:
        exercise: "Homework 2 of a *course*"
        items:
          - {type: table, columns: [bleu, valid_bleu, seconds, steps]}
          - {type: curve, measures: [train_loss, valid_bleu], over: epochs}
          - {type: curve, measures: [valid_loss], over: seconds}
          - {type: curve, measures: [exact_match], over: source_length}
          - {type: attention, examples: 2}
          - {type: examples, right: 1, wrong: 2}
          - {type: published}
          - {type: question, text: "Why <b>gates</b>?"}
      """;

  @TempDir static Path folder;
  private static ExperimentFolder experiment;
  private static String sheet;

  @BeforeAll
  static void write() throws Exception {
    experiment = SampleStudy.write(folder);
    String yaml =
        experiment
                .readStudy()
                .orElseThrow()
                .replaceFirst("(luong: .*decoder: \\{type: rnn)", "$1, attention: luong")
            + SHEET;
    experiment.writeStudy(yaml);
    StudySpec study = SpecReader.read(yaml, "study", StudySpec.class);
    List<RunKey> runs = experiment.readResults().stream().map(RunResult::key).toList();
    experiment.collect(runs, Set.of(ElapsedUnit.values()), true, tables -> {});
    new HandinFile(experiment).collect(runs, study.handin().orElseThrow(), true);
    assertThat(Report.write(experiment)).isEmpty();
    sheet = Files.readString(folder.resolve("handin.md"));
  }

  @Test
  void itemsStandInOrder() {
    assertThat(sheet.lines().filter(line -> line.startsWith("## ")))
        .containsExactly(
            "## 1. Results",
            "## 2. Curves by epoch",
            "## 3. Curves by training time",
            "## 4. Curves by source length",
            "## 5. Attention",
            "## 6. Examples right and wrong",
            "## 7. Published and reproduced",
            "## 8. Question");
    assertThat(sheet).contains("Homework 2 of a \\*course\\*", "Why &lt;b>gates&lt;/b>?");
  }

  @Test
  void tableHasTheChosenColumns() {
    assertThat(sheet)
        .containsPattern(
            "\\| Model +\\| Seeds +\\| +BLEU +\\| Best validation BLEU +\\| Time \\(s\\) \\| +Steps"
                + " \\|");
  }

  @Test
  void figuresAreWritten() {
    List<String> linked =
        sheet
            .lines()
            .filter(line -> line.startsWith("!["))
            .map(line -> line.substring(line.lastIndexOf('(') + 1, line.length() - 1))
            .toList();
    assertThat(linked)
        .containsExactly(
            "figures/train_loss-by-epochs.svg",
            "figures/valid_bleu-by-epochs.svg",
            "figures/valid_loss-by-seconds.svg",
            "figures/exact_match-by-source_length.svg",
            "figures/attention-test-1.svg",
            "figures/attention-test-2.svg")
        .allMatch(name -> Files.exists(folder.resolve(name)));
  }

  @Test
  void examplesAreTheFirstRightAndWrongOnes() {
    assertThat(sheet).contains("### Right: equal to the reference", "### Wrong");
    String wrong = sheet.substring(sheet.indexOf("### Wrong"), sheet.indexOf("## 7."));
    assertThat(wrong.lines().filter(line -> line.startsWith("| rnn"))).hasSize(2);
    assertThat(wrong).doesNotContain("| luong", "| transformer");
  }

  @Test
  void pageBeginsWithTheSheetAndIdsAreUnique() throws Exception {
    String page = StudyHtml.of(StudyRecords.read(experiment)).html();
    assertThat(page.indexOf("id=\"handin\""))
        .isPositive()
        .isLessThan(page.indexOf("id=\"verdicts\""));
    List<String> ids =
        Stream.of(page.split(" id=\"")).skip(1).map(s -> s.substring(0, s.indexOf('"'))).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page).contains("<div class=\"answer\"></div>", "Why &lt;b&gt;gates&lt;/b&gt;?");
  }

  @Test
  void reportOfACloneWritesTheSameSheet(@TempDir Path clone) throws Exception {
    copyCommitted(clone);
    Report.write(new ExperimentFolder(clone));
    assertThat(clone.resolve("handin.md")).hasContent(sheet);
    assertThat(clone.resolve("handin.json")).hasSameTextualContentAs(folder.resolve("handin.json"));
  }

  private static List<Path> committed() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("handin.md"))
          .collect(Collectors.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void aNewSheetHasNameAndAnswers(String lineEnd, @TempDir Path clone) throws Exception {
    copyCommitted(clone);
    String answered =
        sheet
            .replace("Name:", "Name: Ada Bell")
            .replaceFirst("(?s)<br>.*<br>", "Because *gates* <b>keep</b>.\n\n- \\$1 and more");
    Path file = clone.resolve("handin.md");
    Files.writeString(file, ("\uFEFF" + answered).replace("\n", lineEnd));
    Files.writeString(clone.resolve("study.yaml"), studyOf(clone).replace("*course*", "*school*"));

    assertThat(Report.write(new ExperimentFolder(clone))).isEmpty();
    assertThat(file)
        .content()
        .contains("Homework 2 of a \\*school\\*", "Name: Ada Bell\n")
        .contains("\n\nBecause *gates* <b>keep</b>.\n\n- $1 and more\n\n<!--");
    assertThat(clone.resolve("report.html"))
        .content()
        .contains("Name: Ada Bell", "Because *gates* &lt;b&gt;keep&lt;/b&gt;.");
    String renewed = Files.readString(file);
    assertThat(Report.write(new ExperimentFolder(clone))).isEmpty();
    assertThat(file).hasContent(renewed);
  }

  @ParameterizedTest
  @MethodSource("otherEdits")
  void aSheetEditedElsewhereIsKept(UnaryOperator<String> edit, @TempDir Path clone)
      throws Exception {
    copyCommitted(clone);
    byte[] edited = edit.apply(sheet).getBytes(StandardCharsets.UTF_8);
    Files.write(clone.resolve("handin.md"), edited);
    assertThat(Report.write(new ExperimentFolder(clone)))
        .singleElement()
        .asString()
        .contains("handin.md was edited elsewhere than at name and answers: it is kept");
    assertThat(clone.resolve("handin.md")).hasBinaryContent(edited);
  }

  static List<UnaryOperator<String>> otherEdits() {
    return List.of(
        text -> text.replace("Why ", "How "),
        text -> text + "My conclusion\n",
        text -> text.replaceFirst("<!-- End of the answer. -->", ""),
        text -> "");
  }

  @Test
  void anAnswerWhoseQuestionIsGoneIsKept(@TempDir Path clone) throws Exception {
    copyCommitted(clone);
    String answered = sheet.replaceFirst("<br>", "So.");
    Files.writeString(clone.resolve("handin.md"), answered);
    Files.writeString(clone.resolve("study.yaml"), studyOf(clone).replace("Why <b>", "How <b>"));
    assertThat(Report.write(new ExperimentFolder(clone)))
        .singleElement()
        .asString()
        .contains("answers a question that the study does not ask", "Why ");
    assertThat(clone.resolve("handin.md")).hasContent(answered);
  }

  private static String studyOf(Path clone) throws IOException {
    return new ExperimentFolder(clone).readStudy().orElseThrow();
  }

  private static void copyCommitted(Path clone) throws IOException {
    for (Path file : committed()) {
      Files.copy(file, clone.resolve(file.getFileName()));
    }
  }

  /** Outputs of a corpus are below runs, and in no file that is committed. */
  @Test
  void outputsOfACorpusAreNotInTheSheet(@TempDir Path other) throws Exception {
    ExperimentFolder corpus = SampleStudy.write(other);
    String files = "{source: a, target: b}";
    corpus.writeStudy(
        corpus
                .readStudy()
                .orElseThrow()
                .replace(
                    "{type: dates}",
                    "{type: corpus, train: %s, valid: %s, test: %s}".formatted(files, files, files))
            + "handin: {exercise: Homework, items: [{type: examples}]}\n");
    StudySpec study = StudyRecords.study(corpus);
    List<RunKey> runs = corpus.readResults().stream().map(RunResult::key).toList();
    new HandinFile(corpus).collect(runs, study.handin().orElseThrow(), false);
    Report.write(corpus);
    assertThat(other.resolve("handin.json")).doesNotExist();
    assertThat(other.resolve("handin.md"))
        .content()
        .contains("runs/examples.md")
        .doesNotContain("alert(1)");
    assertThat(other.resolve("runs/examples.md")).content().contains("alert(1)", "### Wrong");
  }

  @Test
  void aStudyWithoutASheetHasNone(@TempDir Path other) throws Exception {
    Report.write(SampleStudy.write(other));
    assertThat(other.resolve("handin.md")).doesNotExist();
    assertThat(Map.of("page", StudyHtml.of(StudyRecords.read(new ExperimentFolder(other))).html()))
        .allSatisfy((name, html) -> assertThat(html).doesNotContain("id=\"handin\""));
  }
}
