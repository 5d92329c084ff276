package io.seqlab.cli;

import io.seqlab.cli.command.ClaimsCommand;
import io.seqlab.cli.command.CompareCommand;
import io.seqlab.cli.command.CourseworkCommand;
import io.seqlab.cli.command.MetricCommand;
import io.seqlab.cli.job.CancelCommand;
import io.seqlab.cli.job.StatusCommand;
import io.seqlab.study.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The top-level command; requires a subcommand. */
@Command(
    name = "seqlab",
    description = "Trains, evaluates and compares sequence-to-sequence models.",
    subcommands = {
      RunCommand.class,
      StatusCommand.class,
      CancelCommand.class,
      ReportCommand.class,
      ClaimsCommand.class,
      CourseworkCommand.class,
      CheckCommand.class,
      TranslateCommand.class,
      ScoreCommand.class,
      EvaluateCommand.class,
      AttendCommand.class,
      MetricCommand.class,
      CompareCommand.class,
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
    versionProvider = SeqLab.class,
    footer = {
      "",
      "Getting started:",
      "  seqlab run configs/quickstart.yaml",
      "Help for a command: seqlab COMMAND --help",
      "",
      "Exit codes: 0 success; 1 failure; 2 invalid arguments or input; 130 interrupted (Ctrl-C);",
      "141 the reader of the output has ended."
    })
final class SeqLab implements Runnable, IVersionProvider {
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
  public String[] getVersion() {
    return new String[] {"seqlab " + Doctor.version()};
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command");
  }
}
