package io.seqlab.study;

import io.seqlab.config.ConfigException;
import io.seqlab.config.InvalidSpecException;
import io.seqlab.data.DataException;
import io.seqlab.probe.ProbeException;
import io.seqlab.storage.Reason;
import io.seqlab.train.CheckpointException;
import io.seqlab.train.NonFiniteLossException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
      return Optional.of(new Failure(system.getFile() + ": " + Reason.of(system), true));
    } else if (e instanceof IOException) {
      return Optional.of(new Failure(e.getMessage(), true));
    } else if (e instanceof OutOfMemoryError) {
      return Optional.of(
          new Failure(
              "Java ran out of memory; give it more with SEQLAB_JAVA_OPTS=-Xmx8g, or make the data smaller",
              false));
    }
    return Optional.empty();
  }
}
