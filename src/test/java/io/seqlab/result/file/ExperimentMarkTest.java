package io.seqlab.result.file;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.record.RunKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which folders {@code seqlab run} may write. */
class ExperimentMarkTest {
  private static final Path MARK = Path.of("experiments/reverse-lengths/provenance.json");
  private static final RunKey RUN = new RunKey("rnn", 1);

  @TempDir Path home;

  @Test
  void missingEmptyAndMarkedFoldersAreAccepted() throws IOException {
    assertAccepted(home.resolve("missing/folder"));
    Path folder = Files.createDirectory(home.resolve("folder"));
    assertAccepted(folder);
    Files.createDirectory(folder.resolve(".owner"));
    Files.writeString(folder.resolve(".provenance.json.tmp"), "{\"stu");
    assertAccepted(folder); // a run was killed before its first file
    Files.copy(MARK, folder.resolve("provenance.json"));
    Files.writeString(folder.resolve("notes.md"), "mine");
    assertAccepted(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"README.md", ".git", "study.yaml", "manifest.txt", "~", "provenance.json"})
  void folderOfTheUserIsRefused(String name) throws IOException {
    Files.writeString(home.resolve(name), "mine");
    assertRefused(home, "Nothing was written", "--out DIR");
  }

  @Test
  void contentsAreNamed() throws IOException {
    for (String name : List.of("a\u001B[31m", "b", "c", "d", "e", "f")) {
      Files.writeString(home.resolve(name), "");
    }
    assertRefused(home, "it contains a?[31m, b, c, d and 2 more, but no provenance.json");
  }

  @Test
  void fileIsRefused() throws IOException {
    assertRefused(Files.writeString(home.resolve("file"), "mine"), "it is a file");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // links need a privilege there
  void linkIsJudgedByItsTarget() throws IOException {
    Path target = Files.createDirectory(home.resolve("target"));
    Path link = Files.createSymbolicLink(home.resolve("link"), target);
    assertAccepted(link);
    Path mine = Files.writeString(target.resolve("mine.txt"), "mine");
    assertRefused(link, "it contains mine.txt");
    Files.createSymbolicLink(target.resolve("provenance.json"), MARK.toAbsolutePath());
    assertRefused(link, "mine.txt");
    Files.delete(target.resolve("provenance.json"));
    Files.delete(mine);
    Files.delete(target);
    assertRefused(link, "a symbolic link to nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "figures",
        "runs",
        "runs/rnn",
        "runs/rnn/s1",
        "runs/rnn/s1/checkpoints",
        "runs/rnn/s1/checkpoints/best",
        "runs/rnn/s1/attention",
        "runs/rnn/s1/tensorboard"
      })
  @DisabledOnOs(OS.WINDOWS)
  void linkBelowTheFolderIsRefused(String name) throws IOException {
    Path folder = home.resolve("experiment");
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Path link = folder.resolve(name);
    Files.createDirectories(link.getParent());
    Files.copy(MARK, folder.resolve("provenance.json"));
    Files.createSymbolicLink(link, elsewhere);
    assertRefused(folder, link + " is a symbolic link");
  }

  private static void assertAccepted(Path folder) {
    assertThatCode(() -> new ExperimentFolder(folder).requireNewOrMarked(List.of(RUN.folder())))
        .doesNotThrowAnyException();
  }

  private static void assertRefused(Path folder, String... message) {
    assertThatThrownBy(() -> new ExperimentFolder(folder).requireNewOrMarked(List.of(RUN.folder())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(message);
  }
}
