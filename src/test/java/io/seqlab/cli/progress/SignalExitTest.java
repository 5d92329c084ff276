package io.seqlab.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.DefaultSignals;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A signal ends the process by its default action, which a shell reports. Java's own exit runs
 * destructors of native libraries, which crash beside threads in native code: about one process in
 * four that trained with two threads.
 */
@DisabledOnOs(OS.WINDOWS)
class SignalExitTest {
  /** Waits for a signal, as work without a protection does. */
  static final class Waiting {
    public static void main(String[] arguments) throws InterruptedException {
      SignalExit.install();
      System.out.println(ProcessHandle.current().pid());
      Thread.sleep(TimeUnit.MINUTES.toMillis(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143, Terminated", "HUP, 129, Hangup"})
  void endsByTheSignalItself(String signal, int code, String message) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder(
                DefaultSignals.command(
                    List.of(
                        "bash",
                        "-c",
                        "\"$0\" \"$@\"; exit $?",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())))
            .redirectErrorStream(true);
    shell.environment().put("LC_ALL", "C");
    Process process = shell.start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      new ProcessBuilder("kill", "-" + signal, out.readLine()).start().waitFor();
      assertThat(out.readLine()).contains(message);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(code);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
