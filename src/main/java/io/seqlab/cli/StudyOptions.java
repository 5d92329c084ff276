package io.seqlab.cli;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.git.StudyFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A study file and overrides of its keys. */
final class StudyOptions {
  @Parameters(paramLabel = "STUDY.yaml", description = "The study file.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Override a key of the study with a YAML value, such as training.budget='{steps: 300}'. Repeatable.")
  private List<String> overrides = List.of();

  StudySpec read() {
    return StudyReader.read(file, overrides);
  }

  StudyFile source() {
    return StudyFile.of(file, !overrides.isEmpty());
  }
}
