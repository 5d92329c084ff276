package io.seqlab.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedCodeTest {
  @TempDir Path folder;

  private List<String> keep(Path first) throws IOException {
    return SubmittedCode.keep(
        folder.resolve("kept"),
        List.of("java", "-Xmx1g", "-cp", first + File.pathSeparator + "djl.jar", "Main", "worker"));
  }

  private static Path archive(List<String> command) {
    return Path.of(command.get(3).split(File.pathSeparator, 2)[0]);
  }

  @Test
  void anElementExecutesWhatWasBuiltWhenItWasSubmitted() throws IOException {
    Path built = Files.writeString(folder.resolve("launcher.jar"), "first build");
    List<String> first = keep(built);
    assertThat(keep(built)).isEqualTo(first);
    Files.writeString(built, "second build");
    List<String> second = keep(built);

    assertThat(archive(first)).hasContent("first build");
    assertThat(archive(second)).hasContent("second build");
    assertThat(first)
        .containsExactly(
            "java",
            "-Xmx1g",
            "-cp",
            archive(first) + File.pathSeparator + "djl.jar",
            "Main",
            "worker");
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aFolderOfClassesIsNotCopied() throws IOException {
    assertThat(archive(keep(folder))).isEqualTo(folder);
    assertThat(folder.resolve("kept")).doesNotExist();
  }
}
