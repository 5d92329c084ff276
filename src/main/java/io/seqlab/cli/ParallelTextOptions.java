package io.seqlab.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Parallel text files. */
final class ParallelTextOptions {
  @Option(
      names = "--source",
      paramLabel = "FILE",
      required = true,
      description = "Source text, one sentence per line, plain or .gz.")
  Path source;

  @Option(
      names = "--target",
      paramLabel = "FILE",
      required = true,
      description = "Target text, one sentence per line, plain or .gz.")
  Path target;
}
