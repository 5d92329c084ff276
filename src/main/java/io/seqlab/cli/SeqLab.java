package io.seqlab.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself; it does nothing without a command. */
@Command(
    name = "seqlab",
    description = "Runs sequence-to-sequence models against each other and shows what differs.",
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      ClaimsCommand.class,
      CheckCommand.class,
      TranslateCommand.class,
      ScoreCommand.class,
      EvaluateCommand.class,
      AttendCommand.class,
      BenchCommand.class,
      DataCommand.class,
      ModelsCommand.class,
      SchemaCommand.class,
      DoctorCommand.class,
      WorkerCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    footer = {
      "",
      "Begin with:",
      "  seqlab run configs/quickstart.yaml",
      "Help on a command: seqlab COMMAND --help",
      "",
      "Exit: 0 done; 1 something ran and failed; 2 the words or the file are wrong; 130 stopped."
    })
final class SeqLab implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an unexpected error (also: SEQLAB_DEBUG=1).")
  private boolean debug;

  /** Whether stack traces are shown. */
  boolean debug() {
    return debug || "1".equals(System.getenv("SEQLAB_DEBUG"));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
