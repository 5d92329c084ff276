package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Texts with control characters on a pseudo terminal, which {@code script} makes. */
@EnabledIf("hasScript")
class TerminalTest {
  private static final String WORD = "\u001b]0;title\u0007\u202eB";
  private static final String CODES = "\\x1b]0;title\\x07\\u202eB";
  private static final String STUDY =
      """
      study: escapes
      task: {type: corpus, train: {source: s, target: t}, valid: {source: s, target: t}, test: {source: s, target: t}}
      training: {batch: {size: 8}, budget: {steps: 40}, validate_every: 20}
      decoding: {max_length: 4}
      metrics: [exact_match]
      seeds: [1]
      models:
        luong: {type: rnn, cell: gru, hidden: 16, embedding: 8, attention: luong}
      """;

  @TempDir private Path folder;
  private LauncherHome launcher;

  static boolean hasScript() {
    return Files.isExecutable(Path.of("/usr/bin/script"))
        && System.getProperty("os.name").equals("Linux"); // others have other options
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("s"), "a b\n".repeat(8));
    Files.writeString(folder.resolve("t"), (WORD + "\n").repeat(8));
    Files.writeString(folder.resolve("study.yaml"), STUDY);
    launcher = LauncherHome.create(folder.resolve("home"), SeqlabCommand.built());
  }

  private String shell(String command, String... arguments) throws Exception {
    SeqlabCommand.Ended ended =
        SeqlabCommand.start(
                folder,
                folder.resolve("logs"),
                LauncherHome.environment(Map.of()),
                launcher.shell(command, arguments))
            .await();
    assertThat(ended.exit()).as(ended.text()).isZero();
    return ended.out();
  }

  /** The output of a command to a pseudo terminal. */
  private String onTerminal(String input, String... arguments) throws Exception {
    String words = "\"$(printf \"'%s' \" \"$@\") " + input + "\"";
    return shell("script -qec " + words + " /dev/null", arguments);
  }

  @Test
  void examplesAreShownWithCodes() throws Exception {
    String[] show = {"data", "show", "study.yaml", "--limit", "1"};
    assertThat(onTerminal("", show)).contains(CODES).doesNotContain("\u001b", "\u202e");
    assertThat(shell("\"$@\"", show)).contains(WORD);
  }

  @Tag("slow")
  @Test
  void answersAndAttentionAreShownWithCodes() throws Exception {
    shell("\"$@\"", "run", "study.yaml", "--out", "out", "--threads", "1");
    String run = "out/runs/luong/s1";
    assertThat(onTerminal("< s", "translate", run))
        .contains(CODES)
        .doesNotContain("\u001b", "\u202e");
    assertThat(onTerminal("", "attend", run, "a b"))
        .contains(CODES)
        .doesNotContain("\u001b", "\u202e");
    assertThat(shell("\"$@\" < s", "translate", run)).contains(WORD);
  }
}
