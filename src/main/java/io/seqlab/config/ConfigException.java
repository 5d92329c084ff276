package io.seqlab.config;

/** A file or an option that cannot be used; the message is complete and can be printed as it is. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What is wrong, after where it stands: {@code study.yaml:12: unknown key …}. */
  public static ConfigException at(String where, String message) {
    return new ConfigException(where + ": " + message);
  }
}
