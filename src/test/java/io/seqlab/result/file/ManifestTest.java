package io.seqlab.result.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.result.delimited.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SeqLab deletes in an experiment folder. */
class ManifestTest {
  @TempDir Path home;
  private Path folder;
  private ExperimentFolder experiment;

  @BeforeEach
  void create() throws IOException {
    folder = Files.createDirectory(home.resolve("experiment"));
    experiment = new ExperimentFolder(folder);
  }

  @Test
  void onlyListedFiguresAreDeleted() throws IOException {
    experiment.addReport(Set.of("old.svg", "kept.svg"));
    figures("old.svg", "kept.svg", "mine.svg");
    experiment.deleteFiguresExcept(Set.of("kept.svg"));
    assertThat(folder.resolve("figures/old.svg")).doesNotExist();
    assertThat(folder.resolve("figures/kept.svg")).exists();
    assertThat(folder.resolve("figures/mine.svg")).exists();
    assertThat(folder.resolve("manifest.txt"))
        .hasContent("README.md\nfigures/kept.svg\nreport.html\nresults.md\nresults.tex\n");
  }

  @Test
  void aFileThatIsNotListedIsNoResult() throws IOException {
    experiment.addReport(Set.of());
    Path other = Files.writeString(folder.resolve("differences.json"), "[{\"of\": 1}]");
    Files.writeString(folder.resolve("claims.json"), "mine");
    assertThat(experiment.readDifferences()).isEmpty();
    assertThat(experiment.readVerdicts()).isEmpty();
    experiment.writeDifferences(List.of());
    assertThat(other).exists();
  }

  @Test
  void folderOfAnEarlierVersionKeepsUnknownFigures() throws IOException {
    figures("unknown.svg");
    Files.writeString(folder.resolve("claims.json"), "[]");
    experiment.addReport(Set.of("new.svg"));
    experiment.deleteFiguresExcept(Set.of("new.svg"));
    assertThat(folder.resolve("figures/unknown.svg")).exists();
    experiment.writeVerdicts(List.of());
    assertThat(folder.resolve("claims.json")).as("written by every version").doesNotExist();
  }

  @Test
  void unlistedTableIsKept() throws IOException {
    experiment.addReport(Set.of());
    Path mine = Files.writeString(folder.resolve("differences.json"), "[]");
    experiment.writeDifferences(List.of());
    assertThat(mine).exists();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // links need a privilege there
  void nothingBehindALinkIsDeleted() throws IOException {
    experiment.addReport(Set.of("old.svg", "linked.svg"));
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Path mine = Files.writeString(elsewhere.resolve("old.svg"), "mine");
    Files.createSymbolicLink(folder.resolve("figures"), elsewhere);
    experiment.deleteFiguresExcept(Set.of("linked.svg"));
    assertThat(mine).hasContent("mine");

    Files.delete(folder.resolve("figures"));
    Path link = folder.resolve("figures/linked.svg");
    Files.createDirectory(link.getParent());
    Files.createSymbolicLink(link, mine);
    experiment.deleteFiguresExcept(Set.of());
    assertThat(mine).hasContent("mine");
    assertThat(link).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"figures/../../mine.txt", "../mine.txt", "/etc/hosts", "./a", ""})
  void manifestNamesOnlyFilesBelowTheFolder(String name) throws IOException {
    Path mine = Files.writeString(home.resolve("mine.txt"), "mine");
    Files.writeString(folder.resolve("manifest.txt"), "README.md\n" + name + "\nz\n");
    assertThatThrownBy(() -> experiment.deleteFiguresExcept(Set.of()))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContainingAll("manifest.txt", "'" + name + "' is not a file of the folder");
    assertThat(mine).exists();
  }

  private void figures(String... names) throws IOException {
    Files.createDirectories(folder.resolve("figures"));
    for (String name : names) {
      Files.writeString(folder.resolve("figures").resolve(name), "<svg/>");
    }
  }
}
