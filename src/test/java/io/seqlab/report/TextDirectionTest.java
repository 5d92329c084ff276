package io.seqlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.file.ExperimentFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text of the user cannot reorder or control the text around it on a page or in a figure. */
class TextDirectionTest {
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069&&[^\n]]");

  @TempDir Path folder;

  @BeforeEach
  void report() throws Exception {
    ExperimentFolder experiment = SampleStudy.write(folder);
    for (String file : List.of("provenance.json", "attention.json", "claims.json")) {
      String text = Files.readString(experiment.file(file));
      String hostile =
          text.replace("bottleneck", "\u202Ekceneltob\u2066")
              .replace("./seqlab run", "./seqlab\u202E run")
              .replace("\"fish\\\"", "\"fi\u202Esh\\\"")
              .replace("\u98DF\u3079", "\u202E\u98DF\u200F\u3079")
              .replace("luong, seed 3", "\u202Eluong\u061C, seed 3");
      assertThat(hostile).isNotEqualTo(text);
      Files.writeString(experiment.file(file), hostile);
    }
    Report.write(experiment);
  }

  @Test
  void controlsAreShownAsTheirCodes() throws IOException {
    for (Path file : files()) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      assertThat(CONTROLS.matcher(text).results().map(m -> (int) m.group().charAt(0)))
          .as(file.toString())
          .isEmpty();
    }
    assertThat(folder.resolve("README.md"))
        .content()
        .contains("\\\\u202ekceneltob\\\\u2066", "./seqlab\\u202e run", "\\\\u202eluong");
    assertThat(folder.resolve("figures/attention-test-3.svg"))
        .content()
        .contains("\\u202e\u98DF\\u200f\u3079");
  }

  /** Text files without isolation; report.html isolates each text in an element. */
  private Set<Path> files() throws IOException {
    Set<Path> files = new TreeSet<>();
    for (Path each : List.of(folder, folder.resolve("figures"))) {
      try (Stream<Path> all = Files.list(each)) {
        all.filter(file -> file.toString().matches(".*\\.(md|tex|svg)")).forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(8);
    return files;
  }
}
