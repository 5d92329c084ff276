package io.seqlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.PublishedSpec;
import io.seqlab.config.PublishedSpec.Comparability;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.RunValues;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedTableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seconds | 4200 | Time (s) | 4,200",
        "parameters | 52960 | Parameters | 52,960",
        "bleu | 13.15 | BLEU | 13.2"
      })
  void valuesHaveTheDecimalsOfTheirQuantity(
      String measure, double value, String label, String text) {
    PublishedSpec published =
        new PublishedSpec("rnn", measure, Map.of(), value, "Table 1", "", Comparability.YES);
    Quantity quantity = PublishedTable.quantity(published);
    assertThat(quantity.label()).isEqualTo(label);
    assertThat(quantity.format(value)).isEqualTo(text);
  }

  /** By R's t.test(c(10, 12, 14) - 13): -1 from -5.968 to 3.968. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "YES | 3 | -1.0 [-6.0, 4.0]",
        "ORDERING_ONLY | 3 | -1.0 [-6.0, 4.0]",
        "ORDERING_ONLY | 1 | -3.0",
        "NO | 3 | –"
      })
  void differencesHaveTheIntervalOfTheirSeeds(
      Comparability comparable, int seeds, String difference) {
    PublishedSpec published =
        new PublishedSpec("rnn", "bleu", Map.of(), 13, "Table 1", "another test set", comparable);
    List<RunResult> runs =
        IntStream.rangeClosed(1, seeds).mapToObj(seed -> run(seed, 8.0 + 2 * seed)).toList();
    ReportTable table = PublishedTable.of(List.of(published), runs, new RunValues(List.of()));
    assertThat(table.rows()).hasSize(1);
    assertThat(table.rows().get(0).get(4).text()).isEqualTo(difference);
  }

  private static RunResult run(long seed, double bleu) {
    return new RunResult(
        new RunKey("rnn", seed), RunStatus.DONE, 1, 1, 1, 1, 1, 1, Map.of("bleu", bleu));
  }
}
