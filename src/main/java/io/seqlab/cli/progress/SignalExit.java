package io.seqlab.cli.progress;

import io.seqlab.storage.AtomicFile;
import java.util.List;

/**
 * The end of the program by SIGINT (Ctrl-C), SIGTERM or SIGHUP, by the default action of the
 * signal. The exit of Java would run the C++ destructors of PyTorch, which crash if another thread
 * is in native code.
 */
public final class SignalExit {
  static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  /** Exit code of a process ended by a signal: this plus the signal's number. */
  static final int BASE = 128;

  private SignalExit() {}

  /** Ends the program at such a signal, once files that are being written are whole. */
  public static void install() {
    for (String name : SIGNALS) {
      Signals.on(
          name,
          number -> {
            AtomicFile.awaitWrites();
            end(name, number);
          });
    }
  }

  /** Ends the program now. */
  static void end(String name, int number) {
    if (!System.getProperty("os.name").startsWith("Windows")) { // has no such exit codes
      Signals.killSelf(name);
    }
    Runtime.getRuntime().halt(BASE + number);
  }
}
