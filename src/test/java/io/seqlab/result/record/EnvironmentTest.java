package io.seqlab.result.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @TempDir private Path repository;

  @BeforeEach
  void commitSeqlab() throws Exception {
    git("init", "-q");
    Files.writeString(repository.resolve("pom.xml"), "<project/>");
    git("add", "pom.xml");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "first");
  }

  private void git(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("git", "-C", repository.toString()));
    words.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
  }

  private static Environment of(Path home) {
    return Environment.collect(Optional.ofNullable(home), 1, Map.of());
  }

  @Test
  void theCommitIsThatOfSeqlab() throws Exception {
    assertThat(of(repository).commit()).matches("[0-9a-f]{40}");
    assertThat(of(repository).dirty()).isFalse();
    Files.writeString(repository.resolve("pom.xml"), "<changed/>");
    assertThat(of(repository).dirty()).isTrue();
  }

  /** As an unpacked archive of SeqLab in a repository of the user's. */
  @Test
  void aRepositoryThatDoesNotTrackSeqlabIsNotItsCommit() throws Exception {
    Path home = Files.createDirectories(repository.resolve("tools/seqlab"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(repository.resolve("pom.xml"), "<changed/>");
    assertThat(of(home).commit()).isEqualTo("unknown");
    assertThat(of(home).dirty()).isFalse();
  }

  /** The current folder of this test is in a git repository. */
  @Test
  void theCurrentFolderDoesNotCount() {
    assertThat(of(null).commit()).isEqualTo("unknown");
  }
}
