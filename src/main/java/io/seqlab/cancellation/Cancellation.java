package io.seqlab.cancellation;

import java.io.IOException;

/**
 * Whether the user has asked to stop. Long work polls it between native operations: training steps,
 * decoding steps, batches.
 */
@FunctionalInterface
public interface Cancellation {
  /** Never requested. */
  Cancellation NONE = () -> false;

  boolean requested();

  /**
   * Ends the current work if a stop was requested.
   *
   * @throws CancelledException if it was
   */
  default void check() {
    if (requested()) {
      throw new CancelledException();
    }
  }

  /** Work that saves its state. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does work that polls this cancellation and saves its state before it ends. Outside of it there
   * is nothing to save, and a signal ends the program at once.
   */
  default <T> T protect(Work<T> work) throws IOException {
    return work.run();
  }
}
