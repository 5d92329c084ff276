package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.DatasetSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {
  @Test
  void multi30kHasAFileForEachLanguageOfASplit() {
    DatasetSpec dataset = SpecReader.read(Path.of("datasets/multi30k.yaml"), DatasetSpec.class);
    assertThat(dataset.splits().get("valid").files())
        .containsEntry("de", "multi30k/val.de.gz")
        .containsEntry("en", "multi30k/val.en.gz");
    assertThat(dataset.files().get("multi30k/val.de.gz").address().orElseThrow())
        .endsWith("/data/task1/raw/val.de.gz");
    assertThat(dataset.files()).hasSize(13);
  }

  @Test
  void tatoebaHasAColumnForEachLanguageAndNoAddress() {
    DatasetSpec dataset = SpecReader.read(Path.of("datasets/tatoeba.yaml"), DatasetSpec.class);
    DatasetSpec.Split all = dataset.splits().get("all");
    assertThat(all.columns()).isEqualTo(Map.of("en", 1, "fr", 2));
    assertThat(dataset.files().get(all.tsv().orElseThrow()).address()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "a/../../b", "/etc/passwd", "C:/x", "a//b", "a\\b", ""})
  void refusesFilesOutsideTheDataFolder(String path) {
    String text =
        """
        name: n
        description: d
        licence: l
        homepage: h
        splits:
          train: {files: {en: '%1$s'}}
        files:
          '%1$s': {sha256: %2$s}
        """
            .formatted(path, "a".repeat(64));
    assertThatThrownBy(() -> SpecReader.read(text, "n.yaml", DatasetSpec.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "n.yaml:7: files: '" + path + "' must be a path relative to the data folder");
  }

  @Test
  void refusesASplitWhoseFileIsNotListed() {
    String text =
        """
        {name: n, description: d, licence: l, homepage: h,
         splits: {train: {files: {en: tran.gz}}}, files: {train.gz: {sha256: %s}}}
        """
            .formatted("a".repeat(64));
    assertThatThrownBy(() -> SpecReader.read(text, "n.yaml", DatasetSpec.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("did you mean 'train.gz'?");
  }
}
