package io.seqlab.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
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
import picocli.CommandLine;

/** {@code seqlab report --compare --metric} on two studies with models of the same names. */
class CompareTasksTest {
  private static final List<String> STUDIES = List.of("copying", "reversing");

  private static List<Path> trained;

  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeAll
  static void train(@TempDir Path folder) throws IOException {
    trained =
        List.of(
            TrainedStudy.train(folder, STUDIES.get(0), "copy"),
            TrainedStudy.train(folder, STUDIES.get(1), "reverse"));
  }

  @BeforeEach
  void copyTables() throws IOException {
    for (Path study : trained) {
      TrainedStudy.copy(study, home.resolve(study.getFileName()));
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
        .contains("Tasks: copying (3 seeds), reversing (3 seeds).")
        .contains("Fewer than 20 seeds (copying, reversing)");
    assertThat(page).content().contains("id=\"tasks\"", "figure-performance-profiles", "<svg");
  }

  @Test
  void withoutMetricNothingIsAggregated() {
    assertThat(compare()).isZero();
    assertThat(out.toString()).contains("copying / luong").doesNotContain("Across tasks");
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
