package io.seqlab.cli;

import io.seqlab.config.schema.Require;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Options of the tensor engine; must be applied before the engine loads. */
final class EngineOptions {
  private static final int MAX_THREADS = 1_024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      showDefaultValue = Visibility.NEVER,
      description = "Number of PyTorch threads. Default: number of processors.")
  int threads = Runtime.getRuntime().availableProcessors();

  /** Sets the threads. Results are bit-identical only for equal numbers of threads. */
  void apply() {
    require(threads);
    setThreads(threads);
  }

  /** Requires a possible number of threads. */
  static void require(int threads) {
    Require.upTo("--threads", threads, MAX_THREADS);
  }

  /** Sets a number of threads other than that of the option. */
  static void setThreads(int other) {
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(other));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }
}
