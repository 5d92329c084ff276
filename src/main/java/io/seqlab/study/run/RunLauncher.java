package io.seqlab.study.run;

import java.io.IOException;
import java.util.Optional;

/** A place where runs are executed, one after the other. */
public interface RunLauncher extends AutoCloseable {
  /**
   * Runs to the end, or to where it is called off, and tells the run's listener. A failure is
   * recorded and told, not thrown.
   */
  Optional<Failure> launch(RunContext run) throws IOException;

  @Override
  default void close() {}
}
