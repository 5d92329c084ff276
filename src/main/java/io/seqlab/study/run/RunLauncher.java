package io.seqlab.study.run;

import java.io.IOException;
import java.util.Optional;

/** Executes runs one at a time, in this process or in a worker process. */
public interface RunLauncher extends AutoCloseable {
  /**
   * Executes a run to its end or until cancelled, and notifies its listener. A failure is recorded
   * and returned, not thrown.
   */
  Optional<Failure> launch(RunContext run) throws IOException;

  @Override
  default void close() {}
}
