package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Limits and folders that the system denies to SeqLab; the campaign tries more of them. */
@EnabledOnOs(OS.LINUX)
class EnvironmentTest {
  private static final String STUDY =
      """
      study: environment
      task: {type: reverse, examples: {train: 16, valid: 4, test: 4}}
      training: {batch: {size: 8}, budget: {steps: 2}, validate_every: 2}
      decoding: {max_length: 22}
      metrics: [exact_match]
      seeds: [1]
      models:
        plain: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
      """;

  @TempDir private Path home;
  private SeqlabProcess seqlab;

  @BeforeEach
  void write() throws Exception {
    seqlab = SeqlabProcess.of(home, STUDY);
  }

  /** JNA, which measures memory, unpacks a library into a temporary folder. */
  @Test
  void aRunNeedsNoTemporaryFolder() throws Exception {
    seqlab
        .with("temporary", "-Djna.tmpdir=/proc/nowhere", "-Djava.io.tmpdir=/proc/nowhere")
        .finish(home.resolve("out"));
  }

  @Test
  void thePropertyForAnotherEngineHasNoEffect() throws Exception {
    SeqlabProcess other = seqlab.with("engine", "-Dai.djl.default_engine=TensorFlow");
    assertThat(other.exitCode(other.start(List.of("doctor", "--threads", "1")))).isZero();
    assertThat(other.output()).contains("PyTorch", "No problems found.");
  }

  @Test
  void aStudyThatCannotBeReadIsNamed() throws Exception {
    assertThat(seqlab.exitCode(seqlab.start(List.of("check", "/proc/self/mem")))).isEqualTo(2);
    assertThat(seqlab.output())
        .isEqualTo("seqlab: /proc/self/mem: cannot be read: Input/output error\n");
  }

  @Test
  void aVocabularyThatIsNotUtf8IsNamed() throws Exception {
    Path out = home.resolve("out");
    seqlab.finish(out);
    Path run = out.resolve("runs/plain/s1");
    Path vocabulary = run.resolve("vocabulary.source.txt");
    Files.write(vocabulary, new byte[] {(byte) 0xe9, '\n'}, StandardOpenOption.APPEND);
    SeqlabProcess translate = seqlab.with("translate");
    assertThat(translate.exitCode(translate.start(List.of("attend", run.toString(), "a"))))
        .isEqualTo(2);
    assertThat(translate.output())
        .contains(vocabulary + ": it is not valid UTF-8")
        .doesNotContain("Exception");
  }
}
