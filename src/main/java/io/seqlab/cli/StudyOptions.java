package io.seqlab.cli;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words that name a study: its file, and values laid over it. */
final class StudyOptions {
  @Parameters(paramLabel = "STUDY.yaml", description = "The study.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Lay a YAML value over a key of the study, such as training.budget='{steps: 300}'. Repeatable.")
  private List<String> overrides = List.of();

  Path file() {
    return file;
  }

  List<String> overrides() {
    return overrides;
  }

  StudySpec read() {
    return StudyReader.read(file, overrides);
  }
}
