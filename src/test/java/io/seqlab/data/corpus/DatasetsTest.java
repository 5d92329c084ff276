package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetsTest {
  private static final String DE = "Hund\nKatze\n";
  private static final String EN = "dog\ncat\n";
  private static final String BOTH = "cow\tx\tKuh\n";

  @TempDir Path folder;

  @BeforeEach
  void describeTwoDatasets() throws IOException {
    Path datasets = Files.createDirectories(folder.resolve("datasets"));
    Files.writeString(
        datasets.resolve("animals.yaml"),
        """
        name: animals
        description: Two animals
        licence: none
        homepage: https://example.org
        splits:
          train: {files: {de: a/de, en: a/en}}
          valid: {files: {de: a/de, en: a/en}}
          test_b: {tsv: a/both, columns: {en: 1, de: 3}}
        files:
          a/de: {sha256: %s, address: "https://example.org/de"}
          a/en: {sha256: %s, address: "https://example.org/en"}
          a/both: {sha256: %s}
        """
            .formatted(sha256(DE), sha256(EN), sha256(BOTH)));
    Files.writeString(datasets.resolve("broken.yaml"), "name: broken\nsplit: {}\n");
    Path cache = Files.createDirectories(datasets.resolve("cache/a"));
    Files.writeString(cache.resolve("de"), DE);
    Files.writeString(cache.resolve("en"), EN);
    Files.writeString(cache.resolve("both"), BOTH);
  }

  @Test
  void splitsComeFromTheDescriptorInTheLanguagesAsked() {
    TaskData corpus =
        TaskLoader.load(task("dataset: animals\nsource: en\ntarget: de\ntest: test_b"), folders());
    assertThat(corpus.train()).contains(new Example(List.of("dog"), List.of("Hund")));
    assertThat(corpus.test()).containsExactly(new Example(List.of("cow"), List.of("Kuh")));
  }

  @Test
  void aSplitOfTheDatasetCanBeLimitedAndFilesCanStandInForIt() throws IOException {
    Files.writeString(folder.resolve("own"), "Maus\n");
    CorpusTaskSpec task =
        task(
            "dataset: animals\nsource: de\ntarget: en\ntrain: {split: train, limit: 1}\n"
                + "test: {source: own, target: own}");
    assertThat(TaskLoader.split(task, Split.TRAIN, folders()).examples()).hasSize(1);
    assertThat(TaskLoader.split(task, Split.TEST, folders()).examples())
        .containsExactly(new Example(List.of("Maus"), List.of("Maus")));
  }

  @Test
  void namesAreListed() {
    assertThat(Datasets.names(folders())).containsExactly("animals", "broken");
    assertThat(Datasets.names(DataFolders.of(Map.of(), folder.resolve("elsewhere")))).isEmpty();
  }

  @Test
  void unknownNamesAreReportedWithTheNearest() {
    assertRefused("dataset: animal\nsource: de\ntarget: en", Split.TRAIN)
        .hasMessageContaining("unknown dataset 'animal'")
        .hasMessageContaining("did you mean 'animals'?");
    assertRefused("dataset: animals\nsource: de\ntarget: en", Split.TEST)
        .hasMessageContaining("task.test: the dataset animals has no split 'test'")
        .hasMessageContaining("test_b");
    assertRefused("dataset: animals\nsource: fr\ntarget: en", Split.TRAIN)
        .hasMessageContaining("task.source: the dataset animals has no language 'fr'")
        .hasMessageContaining("de, en");
  }

  @Test
  void aDatasetOfOneSplitIsDivided() throws IOException {
    Files.writeString(
        folder.resolve("datasets/cow.yaml"),
        """
        name: cow
        description: One animal
        licence: none
        homepage: https://example.org
        splits: {all: {tsv: a/both, columns: {en: 1, de: 3}}}
        files: {a/both: {sha256: %s}}
        """
            .formatted(sha256(BOTH)));
    assertRefused("dataset: cow\nsource: de\ntarget: en", Split.TRAIN)
        .hasMessageEndingWith(
            "splits: all; to divide it: train: all, split: {valid: 1000, test: 1000}");
    assertRefused(
            "dataset: cow\nsource: de\ntarget: en\ntrain: all\nsplit: {valid: 1, test: 1}",
            Split.TEST)
        .hasMessageContaining("task.split: 1 pairs cannot be divided into 1 for validation");
  }

  @Test
  void aMissingFileOfADatasetSaysHowToFetchIt() throws IOException {
    Files.delete(folder.resolve("datasets/cache/a/de"));
    assertRefused("dataset: animals\nsource: de\ntarget: en", Split.TRAIN)
        .hasMessageContaining("a/de")
        .hasMessageContaining("seqlab data fetch animals")
        .hasMessageContaining("SEQLAB_DATA");
    Files.delete(folder.resolve("datasets/cache/a/both"));
    assertRefused("dataset: animals\nsource: de\ntarget: en\ntest: test_b", Split.TEST)
        .hasMessageNotContaining("data fetch")
        .hasMessageContaining("set SEQLAB_DATA");
  }

  @Test
  void aFileThatDiffersFromItsDescriptorIsRefused() throws IOException {
    String dataset = "dataset: animals\nsource: de\ntarget: en\ntest: test_b";
    Files.writeString(folder.resolve("datasets/cache/a/en"), "dog\ncow\n");
    assertRefused(dataset, Split.TRAIN)
        .hasMessageContainingAll("a/en has SHA-256 " + sha256("dog\ncow\n"), sha256(EN))
        .hasMessageContaining("delete or rename it, and run: seqlab data fetch animals");
    assertThat(TaskLoader.split(task(dataset), Split.TEST, folders()).examples()).hasSize(1);
    Files.writeString(folder.resolve("datasets/cache/a/both"), "cat\tx\tKuh\n");
    assertRefused(dataset, Split.TEST)
        .hasMessageContaining("a/both has SHA-256")
        .hasMessageNotContaining("data fetch");
  }

  @Test
  void aBrokenDescriptorIsNamedWithItsLine() {
    assertThatThrownBy(() -> Datasets.read("broken", folders()))
        .hasMessageContaining("broken.yaml:2")
        .hasMessageContaining("splits");
  }

  /** The descriptors that are shipped can be read. */
  @Test
  void shippedDescriptorsAreValid() {
    DataFolders shipped = DataFolders.of(Map.of(), Path.of(""));
    assertThat(Datasets.names(shipped))
        .contains("dakshina-hi", "multi30k", "tatoeba", "tatoeba-zh");
    for (String name : Datasets.names(shipped)) {
      assertThat(Datasets.read(name, shipped).name()).isEqualTo(name);
    }
  }

  /** Every row of real files, of which the digests are compared on reading. */
  @ParameterizedTest
  @CsvSource({
    "tatoeba-zh, zh, en, all, 29155",
    "dakshina-hi, hi-latn, hi, train, 44204",
    "dakshina-hi, hi-latn, hi, valid, 4358",
    "dakshina-hi, hi-latn, hi, test, 4502"
  })
  void shippedDescriptorsFitTheirFiles(
      String dataset, String source, String target, String split, int rows) {
    String data = System.getenv().getOrDefault("SEQLAB_DATA", "");
    assumeTrue(!data.isEmpty(), "SEQLAB_DATA is not set");
    CorpusTaskSpec task =
        task(
            "{dataset: %s, source: %s, target: %s, test: %s}"
                .formatted(dataset, source, target, split));
    DataFolders folders = DataFolders.of(Map.of("SEQLAB_DATA", data), Path.of(""));
    List<Example> examples = TaskLoader.split(task, Split.TEST, folders).examples();
    assertThat(examples).hasSize(rows).noneMatch(e -> e.source().isEmpty() || e.target().isEmpty());
    String sources =
        examples.stream().map(e -> String.join(" ", e.source())).collect(Collectors.joining());
    boolean latin =
        sources
            .codePoints()
            .noneMatch(c -> Character.UnicodeScript.of(c) == UnicodeScript.DEVANAGARI);
    assertThat(latin).as("the side of the source").isTrue();
  }

  private static String sha256(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String yaml, Split split) {
    return assertThatThrownBy(() -> TaskLoader.split(task(yaml), split, folders()))
        .isInstanceOf(DataException.class);
  }

  private DataFolders folders() {
    return DataFolders.of(Map.of(), folder);
  }

  private static CorpusTaskSpec task(String yaml) {
    return SpecReader.read(yaml, "task", CorpusTaskSpec.class);
  }
}
