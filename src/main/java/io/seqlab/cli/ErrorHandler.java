package io.seqlab.cli;

import io.seqlab.cli.text.OutputException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.report.core.VisibleText;
import io.seqlab.study.run.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints errors as one message on standard error; keeps a stack trace only for bugs. */
final class ErrorHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** Exit code of a process ended by SIGPIPE (13), which Java ignores. */
  private static final int CLOSED_PIPE = 128 + 13;

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    printError(command, e instanceof UnmatchedArgumentException u ? unmatched(u) : e.getMessage());
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("Try '" + name + " --help'.");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult result) {
    Throwable e = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    if (e instanceof OutputException output) {
      return handle(output, command);
    }
    boolean debug = command.getCommandSpec().root().userObject() instanceof SeqLab s && s.debug();
    Optional<Failure> expected = Failure.of(e);
    if (expected.isPresent()) {
      printError(command, expected.get().message());
    } else {
      printError(command, "unexpected " + e + (debug ? "" : "; " + saveStackTrace(e)));
    }
    if (debug) {
      command.getErr().print(VisibleText.lines(stackTrace(e)));
      command.getErr().flush();
    }
    boolean started = command.getCommand() instanceof RunCommand run && run.started();
    boolean invalidInput = expected.filter(Failure::invalidInput).isPresent() && !started;
    return invalidInput ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** A reader that has ended, such as {@code head}, is no error. */
  private static int handle(OutputException e, CommandLine command) {
    if (e.closedPipe()) {
      return CLOSED_PIPE;
    }
    printError(command, e.getMessage());
    return ExitCode.SOFTWARE;
  }

  private static void printError(CommandLine command, String message) {
    String prefix = command.getColorScheme().ansi().string("@|bold,red seqlab:|@ ");
    command.getErr().println(prefix + VisibleText.message(message));
  }

  /** Names the unknown argument and the nearest valid name. */
  private static String unmatched(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().get(0);
    CommandLine command = e.getCommandLine();
    if (argument.startsWith("-")) {
      return unknown("option", argument.replaceFirst("=.*", ""), options(command));
    } else if (!command.getSubcommands().isEmpty()) {
      return unknown("command", argument, commands(command));
    }
    return "unexpected argument '" + argument + "'";
  }

  private static String unknown(String kind, String name, List<String> valid) {
    return "unknown %s '%s'; %s".formatted(kind, name, NearestName.hint(name, kind + "s", valid));
  }

  private static List<String> commands(CommandLine command) {
    return command.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(each -> !each.usageMessage().hidden())
        .map(CommandSpec::name)
        .toList();
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .toList();
  }

  private static String stackTrace(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** Writes the stack trace to a temporary file; returns a message with its path. */
  private static String saveStackTrace(Throwable e) {
    try {
      Path file = Files.createTempFile("seqlab-", ".txt");
      Files.writeString(file, stackTrace(e));
      return "this is a bug; stack trace in " + file;
    } catch (IOException unwritable) {
      return "this is a bug; rerun with --debug for the stack trace";
    }
  }
}
