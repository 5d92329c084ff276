package io.seqlab.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A signal ends the process by its default action. Java's own exit runs shutdown hooks, then
 * destructors of native libraries, which crash beside threads in native code: about one process in
 * four that trained with two threads.
 */
@DisabledOnOs(OS.WINDOWS)
class SignalExitTest {
  /** Waits for a signal, as work without a protection does. */
  static final class Waiting {
    public static void main(String[] arguments) throws InterruptedException {
      SignalExit.install();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("exit of Java")));
      System.out.println("ready");
      Thread.sleep(TimeUnit.MINUTES.toMillis(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "HUP, 129"})
  void endsWithoutTheExitOfJava(String signal, int code) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("ready");
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(code);
      assertThat(out.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }
}
