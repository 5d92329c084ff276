package io.seqlab.cli.text;

import io.seqlab.report.core.VisibleText;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Standard output of a command, flushed after every call. To a file or pipe, text goes as it is; on
 * a terminal, without control characters: see {@link VisibleText}.
 */
public record Output(PrintWriter writer, boolean terminal) {
  public static Output of(CommandSpec command) {
    return new Output(command.commandLine().getOut(), StandardStreams.outputIsTerminal());
  }

  public void line(String line) {
    text(line + "\n");
  }

  /** Prints text that includes its line ends. */
  public void text(String text) {
    writer.print(terminal ? VisibleText.lines(text) : text);
    writer.flush();
  }
}
