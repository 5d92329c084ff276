package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.yaml.StudyReader;
import io.seqlab.report.Report;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of the user in and around an experiment folder. */
class UserFilesTest {
  private static final String STUDY =
      """
      study: mine
      task: {type: reverse, examples: {train: 32, valid: 4, test: 4}}
      training: {batch: {size: 16}, budget: {steps: 2}, validate_every: 2}
      decoding: {max_length: 22}
      metrics: [exact_match]
      seeds: [1]
      models:
        luong: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: luong}
      """;

  private static final String WITH_TWO_MODELS = STUDY + "  other: {extends: luong}\n";

  @TempDir Path home;
  private Path out;

  @BeforeEach
  void name() {
    out = home.resolve("out");
  }

  @Test
  void surviveRunFreshAndReport() throws IOException {
    run(WITH_TWO_MODELS, false);
    Path stale = out.resolve("figures/attention-test-1-other.svg");
    assertThat(stale).exists();
    List<Path> mine =
        Stream.of(
                "notes.md",
                "figures/mine.svg",
                "figures/mine.png",
                "runs/luong/s1/notes.md",
                "runs/luong/s1/.notes.tmp",
                "runs/luong/s1/checkpoints/before/model.safetensors",
                "runs/luong/s1/checkpoints/latest/notes/SHA256SUMS",
                "runs/luong/s1/checkpoints/best/model.safetensors.txt",
                "runs/luong/s1/tensorboard/events.out.tfevents.1700000000.myhost",
                "runs/mine.txt")
            .map(out::resolve)
            .toList();
    for (Path file : mine) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "mine");
    }
    run(STUDY, true);
    assertThat(mine).allSatisfy(file -> assertThat(file).hasContent("mine"));
    assertThat(stale).as("figure of a model that is gone").doesNotExist();
    assertThat(out.resolve("runs/luong/s1/run.json")).exists();
  }

  @Test
  void folderWithTheNameOfACheckpointFileStays() throws IOException {
    run(STUDY, false);
    Path digests = out.resolve("runs/luong/s1/checkpoints/latest/SHA256SUMS");
    Files.delete(digests);
    Files.writeString(Files.createDirectory(digests).resolve("notes.md"), "mine");
    assertThat(run(STUDY, true)).isEmpty();
    assertThat(digests).isRegularFile();
    assertThat(digests.resolveSibling("SHA256SUMS~/notes.md")).hasContent("mine");
  }

  @Test
  void freshDeletesWhatSeqLabWrote() throws IOException {
    run(STUDY, false);
    Path run = out.resolve("runs/luong/s1");
    new ExperimentFolder(out).delete(Set.of(new RunKey("luong", 1)));
    assertThat(run).isDirectoryNotContaining(file -> !file.endsWith(".owner"));
  }

  @Test
  void folderOfTheUserIsUnchanged() throws IOException {
    Path page = Files.createDirectories(out).resolve("README.md");
    Files.writeString(page, "mine");
    assertThatThrownBy(() -> run(STUDY, true)).hasMessageContaining("it contains README.md");
    assertThat(out)
        .isDirectoryContaining(page::equals)
        .isDirectoryNotContaining(f -> !f.equals(page));
    assertThat(page).hasContent("mine");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // links need a privilege there
  void nothingBehindALinkChanges() throws IOException {
    run(STUDY, false);
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    List<String> linked = List.of("README.md", "results.csv", "runs/luong/s1/run.json");
    for (String name : linked) {
      Path target = elsewhere.resolve(name.replace('/', '-'));
      Files.move(out.resolve(name), target);
      Files.createSymbolicLink(out.resolve(name), target);
    }
    Files.createSymbolicLink(out.resolve("runs/luong/s1/mine"), elsewhere);
    Map<Path, String> before = contents(elsewhere);
    assertThat(before).hasSize(3);
    run(STUDY.replace("exact_match", "token_accuracy"), true);
    assertThat(contents(elsewhere)).isEqualTo(before);
    assertThat(linked).noneMatch(name -> Files.isSymbolicLink(out.resolve(name)));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void logThatIsALinkIsNotAppendedTo() throws IOException {
    run(STUDY, false);
    Path log = out.resolve("runs/luong/s1/train.log");
    Path mine = Files.writeString(home.resolve("mine.log"), "mine");
    Files.delete(log);
    Files.createSymbolicLink(log, mine);
    assertThatThrownBy(() -> new RunFolder(log.getParent()).logs().log("more"))
        .hasMessageContaining("cannot write " + log + ": it is a symbolic link");
    assertThat(mine).hasContent("mine");
  }

  private static Map<Path, String> contents(Path folder) throws IOException {
    Map<Path, String> contents = new HashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        contents.put(file, Files.readString(file));
      }
    }
    return contents;
  }

  private List<Failure> run(String yaml, boolean fresh) throws IOException {
    Path file = Files.writeString(home.resolve("study.yaml"), yaml);
    StudyRunner.Options options =
        new StudyRunner.Options(out, List.of(), fresh, "seqlab run", Optional.empty(), () -> false);
    List<Failure> failures =
        new StudyRunner(StudyReader.read(file, List.of()), options, new StudyListener() {}).run();
    Report.write(new ExperimentFolder(out));
    return failures;
  }
}
