package io.seqlab.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Quotes arguments for a POSIX shell. */
final class ShellQuoting {
  private ShellQuoting() {}

  /** {@code ./seqlab} with its arguments, in single quotes where the shell requires them. */
  static String commandLine(List<String> arguments) {
    return arguments.stream()
        .map(ShellQuoting::quote)
        .collect(Collectors.joining(" ", "./seqlab ", ""));
  }

  private static String quote(String argument) {
    return argument.matches("[A-Za-z0-9_./:=,@%+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
