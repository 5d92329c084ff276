package io.seqlab.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Quotes args for a POSIX shell. */
final class ShellQuoting {
  private ShellQuoting() {}

  /** {@code seqlab} with its args, in single quotes where the shell requires them. */
  static String commandLine(List<String> args) {
    return args.stream().map(ShellQuoting::quote).collect(Collectors.joining(" ", "seqlab ", ""));
  }

  private static String quote(String arg) {
    return arg.matches("[A-Za-z0-9_./:=,@%+-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'";
  }
}
