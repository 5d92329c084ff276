package io.seqlab;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Commands whose processes react to SIGINT and SIGHUP. A shell lets programs in the background
 * ignore the first and {@code nohup} the second, their children inherit that, and Java keeps it.
 */
public final class DefaultSignals {
  private static final List<String> ENV = List.of("env", "--default-signal=INT,HUP");

  private DefaultSignals() {}

  /** The command with both as by default, where env(1) can set it (GNU coreutils 8.31). */
  public static List<String> command(List<String> command) throws IOException {
    return isSupported() ? concat(ENV, command) : command;
  }

  private static boolean isSupported() throws IOException {
    try {
      return new ProcessBuilder(concat(ENV, List.of("true"))).start().waitFor() == 0;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
