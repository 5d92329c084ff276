package io.seqlab.cli.text;

import io.seqlab.storage.IoErrorMessage;
import java.io.IOException;
import java.util.Locale;

/** Standard output could not be written; ends the command. */
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** How systems say that the reader of a pipe has ended; the second is that of Windows. */
  private static final String CLOSED_PIPE = "broken pipe|the pipe (is being closed|has been ended)";

  private final boolean closedPipe;

  OutputException(IOException e) {
    super("cannot write standard output: " + IoErrorMessage.of(e), e);
    closedPipe =
        String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).matches(CLOSED_PIPE + ".*");
  }

  /** Whether the reader of a pipe, such as {@code head}, has ended: no failure of this command. */
  public boolean closedPipe() {
    return closedPipe;
  }
}
