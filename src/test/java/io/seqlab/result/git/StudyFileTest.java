package io.seqlab.result.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the commit that a claim names holds its study file. */
class StudyFileTest {
  @TempDir Path repository;
  private Path file;

  @BeforeEach
  void commit() throws IOException {
    Path folder = Files.createDirectories(repository.resolve("my configs"));
    file = Files.writeString(folder.resolve("C 1.yaml"), "study: a\n");
    assumeTrue(Git.run(repository, "init", "--quiet").isPresent(), "git is installed");
    git("add", "--all");
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "first");
  }

  @Test
  void committedFileIsNamedWithItsCommit() {
    StudyFile committed = StudyFile.of(file, false);
    assertThat(committed.file()).isEqualTo("my configs/C 1.yaml");
    assertThat(committed.commit()).isEqualTo(Git.commit(repository).orElseThrow()).hasSize(40);
    assertThat(committed.committed()).isTrue();
    assertThat(StudyFile.of(file, true).committed()).as("with --set").isFalse();
  }

  @Test
  void changedFileIsNotCommitted() throws IOException {
    Files.writeString(file, "study: b\n");
    assertThat(StudyFile.of(file, false).committed()).isFalse();
    git("add", "--all");
    assertThat(StudyFile.of(file, false).committed()).as("in the index alone").isFalse();
  }

  @Test
  void otherFilesMayDiffer() throws IOException {
    Path other = Files.writeString(file.resolveSibling("C2.yaml"), "study: c\n");
    assertThat(StudyFile.of(file, false).committed()).isTrue();
    assertThat(StudyFile.of(other, false)).matches(each -> !each.committed());
    assertThat(StudyFile.of(other, false).file()).isEqualTo("C2.yaml");
  }

  @Test
  void ignoredFileIsNotCommitted() throws IOException {
    Files.writeString(repository.resolve(".gitignore"), "*.tmp\n");
    Path ignored = Files.writeString(file.resolveSibling("C3.tmp"), "study: d\n");
    assertThat(StudyFile.of(ignored, false).committed()).isFalse();
  }

  @Test
  void fileOutsideOfARepositoryHasNoCommit(@TempDir Path elsewhere) throws IOException {
    Path alone = Files.writeString(elsewhere.resolve("alone.yaml"), "study: e\n");
    assertThat(StudyFile.of(alone, false)).isEqualTo(new StudyFile("alone.yaml", "", false));
  }

  private void git(String... arguments) {
    assertThat(Git.run(repository, arguments)).isPresent();
  }
}
