package io.seqlab.cli;

import io.seqlab.cli.progress.SignalExit;
import io.seqlab.cli.text.OutputException;
import io.seqlab.cli.text.StandardStreams;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Entry point of the command line. */
public final class Main {
  private static final String ENGINE = "PyTorch";

  /** Held, as loggers that nothing refers to forget their level. */
  private static final Logger JNA = Logger.getLogger("com.sun.jna");

  private Main() {}

  /**
   * Exit codes: 0 success, 1 failure, 2 invalid arguments or input, 130 interrupted by Ctrl-C, 141
   * standard output is a pipe whose reader has ended.
   */
  public static void main(String[] args) {
    String conflict = conflictingVariable(System.getenv());
    if (!conflict.isEmpty()) {
      System.err.println("seqlab: " + conflict);
      System.exit(ExitCode.USAGE);
    }
    SignalExit.install();
    configureDjl();
    JNA.setLevel(Level.OFF); // a library of DJL, without which it works
    Locale.setDefault(Locale.ROOT); // numbers and names of files look the same everywhere
    System.setOut(StandardStreams.output());
    System.setErr(StandardStreams.errors());
    CommandLine commandLine = commandLine().setOut(writer(System.out)).setErr(writer(System.err));
    System.exit(commandLine.execute(args));
  }

  static CommandLine commandLine() {
    ErrorHandler errors = new ErrorHandler();
    CommandLine seqlab = new CommandLine(new SeqLab());
    DecodingOptions.addTo(seqlab);
    return seqlab
        .registerConverter(int.class, text -> (int) whole(text, Integer.MAX_VALUE))
        .registerConverter(Integer.class, text -> (int) whole(text, Integer.MAX_VALUE))
        .registerConverter(long.class, text -> whole(text, Long.MAX_VALUE))
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100);
  }

  /** The value of an option that takes a whole number. */
  private static long whole(String text, long max) {
    boolean digits = text.matches("[-+]?[0-9]+");
    try {
      long value = Long.parseLong(text);
      if (value <= max && value >= -max - 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // not a whole number, or beyond long
    }
    throw new TypeConversionException(
        "'%s' must be a whole number%s"
            .formatted(text, digits ? " of at most %,d".formatted(max) : ""));
  }

  /**
   * Wraps errors such as OutOfMemoryError, and failed writes of help texts, so that {@link
   * ErrorHandler} handles them.
   */
  private static int execute(ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError | OutputException e) {
      throw new ExecutionException(arguments.commandSpec().commandLine(), e.toString(), e);
    }
  }

  /** What is wrong with a variable that selects another engine than PyTorch, or an empty text. */
  static String conflictingVariable(Map<String, String> environment) {
    String engine = environment.getOrDefault("DJL_DEFAULT_ENGINE", ENGINE);
    return engine.equals(ENGINE)
        ? ""
        : "DJL_DEFAULT_ENGINE is '%s', but models run on %s; unset this environment variable, or start with the launcher seqlab, which does"
            .formatted(engine, ENGINE);
  }

  /**
   * Selects the engine and disables usage reports and downloads of DJL, which reads these
   * properties when it loads. The launcher unsets the environment variables that precede them.
   */
  private static void configureDjl() {
    System.setProperty("ai.djl.default_engine", ENGINE);
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
