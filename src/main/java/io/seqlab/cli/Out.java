package io.seqlab.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What a command prints on standard output; every call is flushed. */
record Out(PrintWriter writer) {
  static Out of(CommandSpec command) {
    return new Out(command.commandLine().getOut());
  }

  void line(String line) {
    text(line + "\n");
  }

  /** Text that brings its own line ends. */
  void text(String text) {
    writer.print(text);
    writer.flush();
  }
}
