package io.seqlab.cli.text;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What a command prints on standard output; every call is flushed. */
public record Output(PrintWriter writer) {
  public static Output of(CommandSpec command) {
    return new Output(command.commandLine().getOut());
  }

  public void line(String line) {
    text(line + "\n");
  }

  /** Text that brings its own line ends. */
  public void text(String text) {
    writer.print(text);
    writer.flush();
  }
}
