package io.seqlab.cli.text;

import io.seqlab.report.core.VisibleText;
import picocli.CommandLine.Model.CommandSpec;

/** Warnings on standard error. */
public final class Warning {
  private Warning() {}

  /** Prints a warning on one line, without control characters. */
  public static void print(CommandSpec command, String text) {
    command.commandLine().getErr().println("seqlab: warning: " + VisibleText.message(text));
  }
}
