package io.seqlab.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /**
   * Exits 0 when done, 1 when something ran and failed, 2 when the words or a file are wrong, 130
   * when stopped by Ctrl-C.
   */
  public static void main(String[] args) {
    silenceLibraries();
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    ErrorHandler complaints = new ErrorHandler();
    return new CommandLine(new SeqLab())
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(complaints)
        .setExecutionExceptionHandler(complaints)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100);
  }

  /** Memory that runs out, or a class that is missing, is told like any other fault. */
  private static int execute(ParseResult words) {
    try {
      return new CommandLine.RunLast().execute(words);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      throw new ExecutionException(words.commandSpec().commandLine(), e.toString(), e);
    }
  }

  /** DJL would report its use and look for files on the network; it reads these when it loads. */
  private static void silenceLibraries() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
