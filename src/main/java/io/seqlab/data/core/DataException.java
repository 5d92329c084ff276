package io.seqlab.data.core;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** Invalid or missing data. The message is complete: file, line, problem and remedy. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @FormatMethod
  public DataException(@FormatString String format, Object... args) {
    super(String.format(format, args));
  }

  /** Wraps an I/O error, whose text ends the message. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
