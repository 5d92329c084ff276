package io.seqlab.cli.text;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Standard output of a command, flushed after every call. */
public record Output(PrintWriter writer) {
  public static Output of(CommandSpec command) {
    return new Output(command.commandLine().getOut());
  }

  public void line(String line) {
    text(line + "\n");
  }

  /** Prints text that includes its line ends. */
  public void text(String text) {
    writer.print(text);
    writer.flush();
  }
}
