package io.seqlab.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.cli.text.StandardStreams.CheckedOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardStreamsTest {

  /** Standard output as commands write it, where every write fails. */
  private static PrintWriter failing(String reason) {
    OutputStream device =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    PrintStream stream = new PrintStream(new CheckedOutput(device), true, StandardCharsets.UTF_8);
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  @Test
  void aFailedWriteNamesTheReason() {
    Output out = new Output(failing("No space left on device"), false);
    assertThatThrownBy(() -> out.line("a"))
        .isInstanceOfSatisfying(OutputException.class, e -> assertThat(e.closedPipe()).isFalse())
        .hasMessageContaining("cannot write standard output: the disk is full");
    assertThatThrownBy(() -> out.line("b")).isInstanceOf(OutputException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Broken pipe", "The pipe is being closed", "The pipe has been ended"})
  void aClosedPipeIsTold(String reason) {
    Output out = new Output(failing(reason), false);
    assertThatThrownBy(() -> out.text("a"))
        .isInstanceOfSatisfying(OutputException.class, e -> assertThat(e.closedPipe()).isTrue());
  }
}
