package io.seqlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.report.SampleStudy;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.table.DifferenceTable;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.report.table.VerdictTables;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.Difference.Range;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Different numbers have different names, those of the guide's page Results. */
class ColumnNamesTest {
  @Test
  void effectSizesAndPValuesAreToldApart() {
    Range range = new Range(0, 1);
    Difference difference =
        new Difference(
            "bleu", "b", Map.of(), "a", Map.of(), 3, 0.5, range, range, 0.01, 0.02, 1.5, 0.9);
    List<String> differences = titles(DifferenceTable.of(List.of(difference), true));
    List<String> claims = titles(VerdictTables.statistics(SampleStudy.verdicts().get(0)));
    assertThat(differences)
        .doesNotHaveDuplicates()
        .contains("p across seeds", "p within runs", "Cohen's d", "Cliff's δ");
    assertThat(claims).doesNotHaveDuplicates().contains("p of support", "p of refutation", "d_z");
    assertThat(differences).doesNotContainAnyElementsOf(claims);
  }

  private static List<String> titles(ReportTable table) {
    return table.columns().stream().map(Column::title).toList();
  }

  @Test
  void memoryIsInMiB() {
    assertThat(Quantity.of("train_memory_mb").label()).isEqualTo("Train memory (MiB)");
    assertThat(Quantity.of("block_memory_mb_exponent").label()).isEqualTo("Block memory exponent");
  }
}
