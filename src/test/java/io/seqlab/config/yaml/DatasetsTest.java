package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.DatasetSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
