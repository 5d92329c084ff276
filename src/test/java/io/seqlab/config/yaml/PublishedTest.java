package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.PublishedSpec;
import io.seqlab.config.measure.MetricName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedTest {
  private static final String FINE =
      "{model: luong, metric: bleu, value: 33, source: 'Author 2016', comparable: true}";

  @TempDir private Path folder;

  @Test
  void aPublishedValueIsRead() {
    assertThat(new StudyText(folder).read(study(FINE)).published())
        .containsExactly(new PublishedSpec("luong", MetricName.BLEU, 33, "Author 2016", "", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: luong  | model: loung       | the unknown model 'loung'; did you mean 'luong'?
          metric: bleu  | metric: blue       | study.yaml:10: unknown value 'blue' for published[0].metric; did you mean 'bleu'?
          metric: bleu  | metric: loss       | the study does not measure the published loss of luong; add it to metrics
          metric: bleu  | metric: exact_match| exact_match is at most 1.0, not 33.0; use the unit of results.csv
          value: 33     | value: -1          | published[0].value: a published value must be a finite number of at least 0, not -1.0
          Author 2016   | ' '                | source must name the publication
          comparable: true | comparable: false | needs a protocol that explains the difference
          comparable: true | comparabel: true  | unknown key 'comparabel' in published[0]; did you mean 'comparable'?
          """)
  void invalidValuesAreRejected(String old, String now, String message) {
    assertThat(FINE).contains(old);
    assertThat(new StudyText(folder).refusal(study(FINE.replace(old, now))))
        .startsWith("study.yaml:")
        .contains(message);
  }

  private static String study(String published) {
    return StudyText.BASE + "published:\n  - " + published + "\n";
  }
}
