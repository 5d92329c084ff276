package io.seqlab.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words that name a run and other parallel text. */
final class ParallelTextOptions {
  @Parameters(paramLabel = "RUN", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "--source",
      paramLabel = "FILE",
      required = true,
      description = "Source lines, plain or .gz.")
  private Path source;

  @Option(
      names = "--target",
      paramLabel = "FILE",
      required = true,
      description = "Target lines, plain or .gz.")
  private Path target;

  Path run() {
    return run;
  }

  Path source() {
    return source;
  }

  Path target() {
    return target;
  }
}
