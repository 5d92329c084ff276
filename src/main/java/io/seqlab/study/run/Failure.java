package io.seqlab.study.run;

import ai.djl.engine.EngineException;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.data.ExampleMemory;
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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expected error with a message for the user.
 *
 * @param message states the problem and what to do
 * @param invalidInput whether arguments or input files are invalid, as opposed to a failed run
 */
public record Failure(String message, boolean invalidInput) {

  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile(
          "(?i)can't allocate memory|not enough memory|out of memory|bad_alloc|storage size calculation overflowed");

  private static final Pattern ALLOCATED_BYTES =
      Pattern.compile("(?i)tried to allocate (\\d+) bytes");

  /** The failure for an exception; empty if the exception is a bug. */
  public static Optional<Failure> of(Throwable e) {
    Optional<String> allocation = failedAllocation(e);
    if (allocation.isPresent()) {
      String probe = e instanceof ProbeException p ? "the probe '%s': ".formatted(p.probe()) : "";
      return Optional.of(
          new Failure(
              probe
                  + "PyTorch ran out of memory"
                  + allocation.get()
                  + "; lower the batch size (training.batch.size, decoding.batch, --batch), the beam,"
                  + " the lengths or the width of the model, or use fewer --jobs",
              false));
    } else if (e instanceof ConfigException
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

  /** What PyTorch tried to allocate, as the end of a phrase, if this is why an error occurred. */
  private static Optional<String> failedAllocation(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof EngineException && OUT_OF_MEMORY.matcher(message).find()) {
        Matcher bytes = ALLOCATED_BYTES.matcher(message);
        return Optional.of(
            bytes.find()
                ? " when it needed %s more"
                    .formatted(ExampleMemory.text(Double.parseDouble(bytes.group(1))))
                : "");
      }
    }
    return Optional.empty();
  }
}
