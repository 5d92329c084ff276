package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small valid study that tests modify. */
record StudyText(Path folder) {
  static final String BASE =
      """
      study: small
      task: {type: reverse}
      training:
        budget: {steps: 10}
      models:
        rnn: {type: rnn, hidden: 8}
        luong: {extends: rnn, attention: luong}
        big: {type: transformer, d_model: 8, heads: 2}
      """;

  StudySpec read(String text, String... overrides) {
    try {
      Path file = folder.resolve("study.yaml");
      Files.writeString(file, text);
      return StudyReader.read(file, List.of(overrides));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The study with the first occurrence of some text replaced. */
  StudySpec with(String old, String now, String... overrides) {
    assertThat(BASE).contains(old);
    return read(BASE.replace(old, now), overrides);
  }

  /** The error message of an invalid study, without the folder. */
  String refusal(String text, String... overrides) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> read(text, overrides));
    assertThat(refused).as("refusal of %s", text).isNotNull();
    return refused.getMessage().replace(folder + "/", "");
  }
}
