package io.seqlab.cli;

import io.seqlab.config.schema.ConfigException;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The words for the tensor engine, which must be told before it loads. */
final class EngineOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      showDefaultValue = Visibility.NEVER,
      description = "Threads of the tensor library. Default: one a processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  int threads() {
    return threads;
  }

  /** Tells the engine; the same number of threads gives the same numbers to the last bit. */
  void use() {
    if (threads < 1) {
      throw new ConfigException("--threads must be at least 1, not " + threads);
    }
    use(threads);
  }

  /** Tells the engine of other threads than those typed. */
  void use(int other) {
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(other));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }
}
