package io.seqlab.config.schema;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.function.Supplier;

/** Invalid values of a record. Carries the key, from which the reader finds the line. */
public final class InvalidSpecException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;

  public InvalidSpecException(String key, String message) {
    super(message);
    this.key = key;
  }

  /** The invalid key in snake case, or a path such as {@code a[1].b}. */
  public String key() {
    return key;
  }

  /** Throws unless the condition holds. */
  @FormatMethod
  public static void require(
      boolean condition, String key, @FormatString String format, Object... args) {
    if (!condition) {
      throw new InvalidSpecException(key, String.format(format, args));
    }
  }

  /** Throws unless the condition holds; with a message that takes time, such as nearest names. */
  public static void require(boolean condition, String key, Supplier<String> message) {
    if (!condition) {
      throw new InvalidSpecException(key, message.get());
    }
  }
}
