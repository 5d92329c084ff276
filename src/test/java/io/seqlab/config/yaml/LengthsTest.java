package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths of the validation examples are those of training unless they are given. */
class LengthsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "copy, lengths",
    "delayed_copy, delay",
    "needle, noise",
    "key_value_recall, pairs",
    "coreference, distractors"
  })
  void validationFollowsTraining(String task, String key) {
    assertThat(resolved(task, key, "{train: [2, 6], test: [7, 9]}"))
        .contains("train: [2, 6]", "valid: [2, 6]", "test: [7, 9]");
    assertThat(resolved(task, key, "{train: [2, 6], valid: [4, 5], test: [7, 9]}"))
        .contains("train: [2, 6]", "valid: [4, 5]", "test: [7, 9]");
  }

  private String resolved(String task, String key, String lengths) {
    StudySpec study =
        new StudyText(folder)
            .with("{type: reverse}", "{type: %s, %s: %s}".formatted(task, key, lengths));
    return ResolvedYaml.write(study);
  }
}
