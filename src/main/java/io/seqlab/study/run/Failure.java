package io.seqlab.study.run;

import ai.djl.engine.EngineException;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.data.core.DataException;
import io.seqlab.probe.core.ProbeException;
import io.seqlab.storage.IoErrorMessage;
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
 * An error that a person can mend, in words that can be printed as they are.
 *
 * @param wrongInput whether the words or a file are at fault, rather than something that ran
 */
public record Failure(String message, boolean wrongInput) {

  /** What to tell of an exception; empty if it is a fault of the program. */
  public static Optional<Failure> of(Throwable e) {
    if (e instanceof ConfigException
        || e instanceof DataException
        || e instanceof CheckpointException
        || e instanceof InvalidSpecException) {
      return Optional.of(new Failure(e.getMessage(), true));
    } else if (e instanceof NonFiniteLossException || e instanceof ProbeException) {
      return Optional.of(new Failure(e.getMessage(), false));
    } else if (e instanceof UncheckedIOException wrapped) {
      return of(wrapped.getCause());
    } else if (e instanceof NoSuchFileException missing) {
      return Optional.of(new Failure("there is no file " + missing.getFile(), true));
    } else if (e instanceof AccessDeniedException denied) {
      return Optional.of(
          new Failure("no permission for " + denied.getFile() + "; check who owns it", true));
    } else if (e instanceof FileSystemException system) {
      return Optional.of(new Failure(system.getFile() + ": " + IoErrorMessage.of(system), true));
    } else if (e instanceof IOException) {
      return Optional.of(new Failure(e.getMessage(), true));
    } else if (e instanceof EngineException && isOutOfMemory(e)) {
      return Optional.of(
          new Failure(
              "the tensor library ran out of memory; make the batch or the model smaller, or give fewer --jobs",
              false));
    } else if (e instanceof OutOfMemoryError) {
      return Optional.of(javaMemory());
    }
    return Optional.empty();
  }

  /** Java's own memory, where examples are kept, was not enough. */
  public static Failure javaMemory() {
    return new Failure(
        "Java ran out of memory; give it more with SEQLAB_JAVA_OPTS=-Xmx8g, or make the data smaller",
        false);
  }

  private static boolean isOutOfMemory(Throwable e) {
    String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return said.contains("can't allocate memory")
        || said.contains("not enough memory")
        || said.contains("out of memory");
  }
}
