package io.seqlab.data.core;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** Data that cannot be used. The message names file and line and says what to do, complete. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @FormatMethod
  public DataException(@FormatString String format, Object... args) {
    super(String.format(format, args));
  }

  /** Wraps a failure of the system below, whose words end the message. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
