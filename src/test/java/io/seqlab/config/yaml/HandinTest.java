package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.handin.ElapsedUnit;
import io.seqlab.config.handin.HandinItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HandinTest {
  private static final String SHEET = "handin: {exercise: Homework 2, items: [%s]}\n";

  @TempDir private Path folder;

  private StudySpec read(String items) {
    return new StudyText(folder).read(StudyText.BASE + SHEET.formatted(items));
  }

  @Test
  void itemsAreReadInOrder() {
    List<HandinItem> items =
        read("{type: question, text: 'Why?'}, {type: table, columns: [bleu, seconds]}, {type: curve, measures: [train_loss], over: epochs}, {type: examples}")
            .handin()
            .orElseThrow()
            .items();
    assertThat(items)
        .containsExactly(
            new HandinItem.Question("Why?"),
            new HandinItem.Table(List.of("bleu", "seconds")),
            new HandinItem.Curve(List.of("train_loss"), "epochs"),
            new HandinItem.Examples(3, 3));
    assertThat(
            read("{type: curve, measures: [train_loss], over: seconds}")
                .handin()
                .get()
                .elapsedUnits())
        .containsExactly(ElapsedUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: tabel}                               | did you mean 'table'?
          {type: table, columns: []}                  | columns must have at least one value
          {type: table, columns: [belu]}              | unknown measure 'belu'; did you mean 'bleu'?
          {type: table, columns: [chrf]}              | the study does not measure chrf; add it to metrics
          {type: curve, measures: [valid_bleu], over: source_length} | valid_bleu has no dimension 'source_length'
          {type: curve, measures: [parameters]}       | parameters has no dimension 'step'
          {type: attention, examples: 4}              | set report: {attention: 4}
          {type: published}                           | the study has no published values; add published
          {type: search}                              | the study has no search; add search
          {type: examples, right: 0, wrong: 0}        | ask for at least one example
          {type: question, text: ' '}                 | text must be the question
          {type: question, text: 'Why?'}, {type: question, text: 'Why? '} | duplicate value Why? in items
          """)
  void itemsThatTheStudyCannotShowAreRefused(String item, String message) {
    assertThat(new StudyText(folder).refusal(StudyText.BASE + SHEET.formatted(item)))
        .startsWith("study.yaml:")
        .contains(message);
  }

  static List<Path> coursework() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("configs/coursework"))) {
      return files.sorted().toList();
    }
  }

  /** Each is a valid study of the name of its file, with a sheet. */
  @ParameterizedTest
  @MethodSource("coursework")
  void courseworkStudiesHaveASheet(Path file) {
    StudySpec study = StudyReader.read(file, List.of());
    assertThat(study.study() + ".yaml").isEqualTo(file.getFileName().toString());
    assertThat(study.handin()).isPresent();
    assertThat(SpecReader.read(ResolvedYaml.write(study), "resolved", StudySpec.class))
        .isEqualTo(study);
  }
}
