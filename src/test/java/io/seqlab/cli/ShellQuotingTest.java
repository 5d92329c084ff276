package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ShellQuotingTest {

  @Test
  void plainArgumentsAreNotQuoted() {
    assertThat(
            ShellQuoting.commandLine(List.of("run", "configs/quickstart.yaml", "--only", "seed=1")))
        .isEqualTo("seqlab run configs/quickstart.yaml --only seed=1");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void shellParsesQuotedArguments() throws IOException {
    List<String> arguments =
        List.of("", "a b", "it's", "$HOME", "`ls`", "{steps: 300}", "\"", "\\", "*", "ü", "a\nb");
    String command = ShellQuoting.commandLine(arguments).replaceFirst("^seqlab", "set --");
    Process shell = new ProcessBuilder("sh", "-c", command + "; printf '%s\\0' \"$@\"").start();
    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(read).isEqualTo(String.join("\0", arguments) + "\0");
  }
}
