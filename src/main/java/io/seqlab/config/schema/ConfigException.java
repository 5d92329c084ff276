package io.seqlab.config.schema;

/** A file or an option that cannot be used; the message is complete and can be printed as it is. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int MAX_LENGTH = 2000;

  public ConfigException(String message) {
    super(printable(message));
  }

  public ConfigException(String message, Throwable cause) {
    super(printable(message), cause);
  }

  /** What is wrong, after where it stands: {@code study.yaml:12: unknown key …}. */
  public static ConfigException at(String where, String message) {
    return new ConfigException(where + ": " + message);
  }

  /** One line of bounded length without control characters, whatever the file holds. */
  private static String printable(String message) {
    String line = message.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
  }
}
