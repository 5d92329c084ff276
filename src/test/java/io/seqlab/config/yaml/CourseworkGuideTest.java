package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The changes that the guide to coursework proposes for each study. */
class CourseworkGuideTest {
  private static final Path GUIDE = Path.of("src/site/markdown/coursework.md");
  private static final Path STUDIES = Path.of("configs/coursework");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** A study, and the values of {@code --set} that change it together. */
  record Change(String study, List<String> overrides) {}

  @ParameterizedTest
  @MethodSource("changes")
  void changeOfTheGuideIsValid(Change change) throws IOException {
    Path study = STUDIES.resolve(change.study() + ".yaml");
    assertThat(StudyReader.read(study, change.overrides()))
        .isNotEqualTo(StudyReader.read(study, List.of()));
  }

  @Test
  void everyStudyIsInTheGuide() throws IOException {
    try (Stream<Path> files = Files.list(STUDIES)) {
      assertThat(rows().flatMap(row -> studies(row[1]).stream()))
          .containsExactlyInAnyOrderElementsOf(
              files.map(file -> file.getFileName().toString().replace(".yaml", "")).toList());
    }
  }

  static Stream<Change> changes() throws IOException {
    return rows()
        .flatMap(
            row ->
                Stream.of(row[4].split(";"))
                    .flatMap(text -> studies(row[1], text).map(s -> new Change(s, sets(text)))));
  }

  /** Cells of the tables of studies; the first is empty. */
  private static Stream<String[]> rows() throws IOException {
    return Files.readAllLines(GUIDE).stream()
        .map(line -> line.split("\\|"))
        .filter(cells -> cells.length == 5 && cells[1].startsWith(" `"));
  }

  /** Names in a cell; one that begins with a hyphen continues the first, or each before it. */
  private static List<String> studies(String cell) {
    List<String> names = new ArrayList<>();
    for (String name : codes(cell)) {
      if (!name.startsWith("-")) {
        names.add(name);
      } else if (cell.contains("both with")) {
        List.copyOf(names).forEach(each -> names.add(each + name));
      } else {
        names.add(names.get(0) + name);
      }
    }
    return names;
  }

  /** The studies that a text in the last column concerns: those in brackets, or all. */
  private static Stream<String> studies(String cell, String text) {
    List<String> all = studies(cell);
    int bracket = text.indexOf('(');
    if (bracket < 0) {
      return all.stream();
    }
    List<String> named = codes(text.substring(bracket));
    return all.stream()
        .filter(s -> named.stream().anyMatch(n -> n.startsWith("-") ? s.endsWith(n) : s.equals(n)));
  }

  private static List<String> sets(String text) {
    return codes(text.replaceFirst("\\(.*", "")).stream()
        .filter(code -> code.contains("="))
        .map(code -> code.replaceAll("^'|'$", ""))
        .toList();
  }

  private static List<String> codes(String text) {
    return CODE.matcher(text).results().map((MatchResult r) -> r.group(1)).toList();
  }
}
