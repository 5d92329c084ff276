package io.seqlab.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /** Exit codes: 0 success, 1 failure, 2 invalid arguments or input, 130 interrupted by Ctrl-C. */
  public static void main(String[] args) {
    disableNetwork();
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    ErrorHandler errors = new ErrorHandler();
    return new CommandLine(new SeqLab())
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100);
  }

  /** Wraps errors such as OutOfMemoryError, so that {@link ErrorHandler} handles them. */
  private static int execute(ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      throw new ExecutionException(arguments.commandSpec().commandLine(), e.toString(), e);
    }
  }

  /** Disables usage reports and downloads of DJL, which reads these properties when it loads. */
  private static void disableNetwork() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
