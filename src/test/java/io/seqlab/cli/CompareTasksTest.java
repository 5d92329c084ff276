package io.seqlab.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code seqlab report --compare --metric} on committed studies with models of the same names. */
class CompareTasksTest {
  private static final List<String> STUDIES = List.of("C29-alignment", "C33-relevance");

  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void copyTables() throws IOException {
    for (String study : STUDIES) {
      Path copy = Files.createDirectory(home.resolve(study));
      for (String name :
          List.of("study.yaml", "provenance.json", "results.csv", "measures.csv", "examples.csv")) {
        Files.copy(Path.of("experiments", study, name), copy.resolve(name));
      }
    }
  }

  private int compare(String... options) {
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));
    String[] arguments = new String[4 + options.length];
    arguments[0] = "report";
    arguments[1] = "--compare";
    arguments[2] = home.resolve(STUDIES.get(0)).toString();
    arguments[3] = home.resolve(STUDIES.get(1)).toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return command.execute(arguments);
  }

  @Test
  void writesTablesAndProfiles() throws IOException {
    Path page = home.resolve("both.html");
    assertThat(compare("--metric", "token_accuracy", "--out", page.toString())).isZero();
    assertThat(errors.toString()).isEmpty();
    assertThat(out.toString())
        .contains("### Across tasks", "Interquartile mean, Token accuracy (%)")
        .containsPattern(
            "\\| transformer \\| luong +\\| +0\\.\\d\\d \\| 0\\.\\d\\d to \\d\\.\\d\\d \\|")
        .contains("Tasks: C29-alignment (3 seeds), C33-relevance (3 seeds).")
        .contains("Fewer than 20 seeds (C29-alignment, C33-relevance)");
    assertThat(page).content().contains("id=\"tasks\"", "figure-performance-profiles", "<svg");
  }

  @Test
  void withoutMetricNothingIsAggregated() {
    assertThat(compare()).isZero();
    assertThat(out.toString()).contains("C29-alignment / luong").doesNotContain("Across tasks");
  }

  @Test
  void refusesAFolderNamedTwice() {
    String folder = home.resolve(STUDIES.get(1)).toString();
    assertThat(compare(folder + "/../" + STUDIES.get(0))).isEqualTo(2);
    assertThat(errors.toString()).contains("are the same folder, whose runs would count twice");
  }

  @Test
  void warnsOfTestsThatMayDiffer() throws IOException {
    Path other = home.resolve(STUDIES.get(1));
    for (String name : List.of("study.yaml", "results.csv", "measures.csv", "examples.csv")) {
      Files.copy(home.resolve(STUDIES.get(0)).resolve(name), other.resolve(name), REPLACE_EXISTING);
    }
    assertThat(compare()).isZero();
    assertThat(errors.toString()).contains("have one task; that they have the same test examples");
    assertThat(out.toString()).contains("**");
  }

  @Test
  void refusesOtherMetrics() {
    assertThat(compare("--metric", "perplexity")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("'perplexity' cannot be compared across tasks")
        .contains("metrics: exact_match, token_accuracy, bleu");
  }
}
