package io.seqlab.config.yaml;

import static io.seqlab.config.PublishedSpec.Comparability.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.PublishedSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedTest {
  private static final String FINE =
      "{model: luong, measure: bleu, value: 33, source: 'Author 2016', comparable: yes}";

  @TempDir private Path folder;

  @Test
  void aPublishedValueIsRead() {
    assertThat(new StudyText(folder).read(study(FINE)).published())
        .containsExactly(new PublishedSpec("luong", "bleu", Map.of(), 33, "Author 2016", "", YES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: luong  | model: loung       | the unknown model 'loung'; did you mean 'luong'?
          measure: bleu | measure: blue      | unknown measure 'blue'; did you mean 'bleu'?
          measure: bleu | measure: loss      | the study does not measure loss; add it to metrics
          measure: bleu | measure: exact_match| exact_match is at most 1.0, not 33.0; use the unit of results.csv
          measure: bleu | 'measure: bleu, where: {epoch: 3}' | bleu has no dimension 'epoch'
          value: 33     | value: -1          | published[0].value: a published value must be a finite number of at least 0, not -1.0
          Author 2016   | ' '                | source must name the publication
          comparable: yes | comparable: no     | needs a protocol that explains the difference
          comparable: yes | comparable: true   | unknown value 'true' for published[0].comparable
          comparable: yes | comparabel: yes    | unknown key 'comparabel' in published[0]; did you mean 'comparable'?
          """)
  void invalidValuesAreRejected(String old, String now, String message) {
    assertThat(FINE).contains(old);
    assertThat(new StudyText(folder).refusal(study(FINE.replace(old, now))))
        .startsWith("study.yaml:")
        .contains(message);
  }

  @Test
  void pointsAreSelectedByStepAndGrid() {
    String curve = FINE.replace("bleu,", "valid_bleu, where: {step: 1000},");
    assertThat(new StudyText(folder).read(study(curve)).published().get(0).where())
        .containsOnlyKeys("step");
    String grid = "grid: {training.batch.size: [10, 20]}\n";
    String chosen = FINE.replace("bleu,", "bleu, where: {training.batch.size: 20},");
    assertThat(new StudyText(folder).read(study(chosen) + grid).published()).hasSize(1);
    assertThat(new StudyText(folder).refusal(study(chosen.replace("size: 20", "size: 30")) + grid))
        .contains("where: {training.batch.size: 30} selects none of the grid's values [10, 20]");
  }

  private static String study(String published) {
    return StudyText.BASE + "published:\n  - " + published + "\n";
  }
}
