package io.seqlab.cli.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The standard streams of the process, in UTF-8 in every locale. */
public final class StandardStreams {
  private StandardStreams() {}

  /**
   * Standard output. A failed write throws {@link OutputException}, which {@link PrintStream} and
   * {@link java.io.PrintWriter} pass on; they ignore only an {@link IOException}.
   */
  public static PrintStream output() {
    return utf8(new CheckedOutput(new FileOutputStream(FileDescriptor.out)));
  }

  /** Standard output of a worker; its parent, which reads it, may end before the worker does. */
  public static PrintStream uncheckedOutput() {
    return utf8(new FileOutputStream(FileDescriptor.out));
  }

  /** Standard error. A failed write is ignored: there is nowhere to report it. */
  public static PrintStream errors() {
    return utf8(new FileOutputStream(FileDescriptor.err));
  }

  /** Whether standard input is a terminal, as the launcher has determined. */
  public static boolean inputIsTerminal() {
    return Boolean.getBoolean("seqlab.terminal.in");
  }

  /** Whether standard output is a terminal, as the launcher has determined. */
  public static boolean outputIsTerminal() {
    return Boolean.getBoolean("seqlab.terminal.out");
  }

  /** Whether standard error is a terminal, as the launcher has determined. */
  public static boolean errorsAreTerminal() {
    return Boolean.getBoolean("seqlab.terminal.err");
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Throws {@link OutputException} instead of {@link IOException}. */
  static final class CheckedOutput extends FilterOutputStream {
    CheckedOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) {
      try {
        out.write(b);
      } catch (IOException e) {
        throw new OutputException(e);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new OutputException(e);
      }
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        throw new OutputException(e);
      }
    }
  }
}
