package io.seqlab.config.schema;

/** An invalid file or option. The message is complete: location, problem and remedy on one line. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int MAX_LENGTH = 2000;

  public ConfigException(String message) {
    super(printable(message));
  }

  public ConfigException(String message, Throwable cause) {
    super(printable(message), cause);
  }

  /** A message with its location: {@code study.yaml:12: unknown key …}. */
  public static ConfigException at(String location, String message) {
    return new ConfigException(location + ": " + message);
  }

  /** One line of bounded length without control characters, as files may contain anything. */
  private static String printable(String message) {
    String line = message.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
  }
}
