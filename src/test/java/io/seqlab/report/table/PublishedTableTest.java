package io.seqlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.PublishedSpec;
import io.seqlab.config.PublishedSpec.Comparability;
import io.seqlab.report.core.Quantity;
import java.util.Map;
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
}
