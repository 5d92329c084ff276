package io.seqlab.study.run;

import ai.djl.engine.EngineException;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.data.core.DataException;
import io.seqlab.decode.NonFiniteScoreException;
import io.seqlab.probe.core.ProbeException;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.storage.WriteException;
import io.seqlab.train.CheckpointException;
import io.seqlab.train.NonFiniteLossException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/**
 * An expected error with a message for the user.
 *
 * @param message states the problem and what to do
 * @param invalidInput whether arguments or input files are invalid, as opposed to a failed run
 */
public record Failure(String message, boolean invalidInput) {

  /** The failure for an exception; empty if the exception is a bug. */
  public static Optional<Failure> of(Throwable e) {
    if (e instanceof ConfigException
        || e instanceof DataException
        || e instanceof CheckpointException
        || e instanceof InvalidSpecException) {
      return Optional.of(new Failure(e.getMessage(), true));
    } else if (e instanceof NonFiniteLossException
        || e instanceof NonFiniteScoreException
        || e instanceof ProbeException
        || e instanceof WriteException) {
      return Optional.of(new Failure(e.getMessage(), false));
    } else if (e instanceof UncheckedIOException wrapped) {
      return of(wrapped.getCause());
    } else if (e instanceof NoSuchFileException missing) {
      return Optional.of(new Failure(missing.getFile() + ": no such file", true));
    } else if (e instanceof AccessDeniedException denied) {
      return Optional.of(
          new Failure(
              "permission denied: " + denied.getFile() + "; check its owner and mode", true));
    } else if (e instanceof FileSystemException system) {
      return Optional.of(new Failure(system.getFile() + ": " + IoErrorMessage.of(system), true));
    } else if (e instanceof IOException) {
      return Optional.of(new Failure(e.getMessage(), true));
    } else if (e instanceof EngineException && isOutOfMemory(e)) {
      return Optional.of(
          new Failure(
              "PyTorch ran out of memory; use a smaller batch or model, or fewer --jobs", false));
    } else if (e instanceof EngineException && isNotLoaded(e)) {
      return Optional.of(
          new Failure(
              "PyTorch's native library does not load: %s; seqlab doctor says what to do"
                  .formatted(rootMessage(e)),
              false));
    } else if (e instanceof OutOfMemoryError && isOutOfThreads(e)) {
      return Optional.of(
          new Failure(
              "the system allows no more threads; raise its limits (ulimit -u, ulimit -v), or use"
                  + " fewer --jobs",
              false));
    } else if (e instanceof OutOfMemoryError) {
      return Optional.of(javaOutOfMemory());
    }
    return Optional.empty();
  }

  /** The Java heap, which holds the examples, is too small. */
  public static Failure javaOutOfMemory() {
    return new Failure(
        "Java ran out of memory; set a larger heap with SEQLAB_JAVA_OPTS=-Xmx8g, or use less data",
        false);
  }

  /** DJL says no more than this; its cause says why. */
  private static boolean isNotLoaded(Throwable e) {
    return String.valueOf(e.getMessage()).startsWith("Failed to load PyTorch native library");
  }

  private static boolean isOutOfThreads(Throwable e) {
    return String.valueOf(e.getMessage()).contains("native thread");
  }

  /** The message of the innermost cause; the linker begins it with the file, as Java does. */
  public static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).replaceFirst("^(.+: )\\1", "$1");
  }

  private static boolean isOutOfMemory(Throwable e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("can't allocate memory")
        || message.contains("not enough memory")
        || message.contains("out of memory");
  }
}
