package io.seqlab.report.table;

import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.SplitText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of a corpus by split: pairs that are used, pairs that are not, and examples that stand
 * in training too.
 */
public final class CorpusTable {
  public static final String TITLE = "Data";

  private CorpusTable() {}

  /** The table; without rows for a generated task. */
  public static ReportTable of(List<SplitText> splits) {
    Set<String> keys = new LinkedHashSet<>();
    splits.forEach(split -> keys.addAll(split.task().keySet()));
    List<Column> columns = new ArrayList<>();
    keys.forEach(key -> columns.add(new Column(Variant.shortName(key, keys), false)));
    columns.add(new Column("Split", false));
    columns.add(new Column("Pairs", true));
    columns.add(new Column("Left out", false));
    columns.add(new Column("Sources in training", true));
    columns.add(new Column("Targets in training", true));
    columns.add(new Column("Pairs in training", true));
    return new ReportTable(
        columns,
        splits.stream().map(split -> row(split, keys)).toList(),
        "Examples of validation and test that stand in training too measure memory as well as generalisation; equal are sequences of the same tokens.",
        references(splits));
  }

  private static List<Cell> row(SplitText split, Set<String> keys) {
    List<Cell> cells = new ArrayList<>();
    keys.forEach(key -> cells.add(Cell.of(split.task().getOrDefault(key, ""))));
    cells.add(Cell.of(split.split()));
    cells.add(Cell.of(number(split.pairs())));
    cells.add(Cell.of(dropped(split.dropped())));
    boolean training = split.split().equals("train");
    cells.add(Cell.of(training ? "–" : share(split.inTraining().sources(), split)));
    cells.add(Cell.of(training ? "–" : share(split.inTraining().targets(), split)));
    cells.add(Cell.of(training ? "–" : share(split.inTraining().pairs(), split)));
    return cells;
  }

  /** {@code 3: 2 empty source, 1 ratio}. */
  private static String dropped(Map<String, Integer> counts) {
    long total = counts.values().stream().mapToLong(Integer::longValue).sum();
    return total == 0
        ? "0"
        : number(total)
            + counts.entrySet().stream()
                .map(each -> number(each.getValue()) + " " + each.getKey().replace('_', ' '))
                .collect(Collectors.joining(", ", ": ", ""));
  }

  private static String share(long part, SplitText split) {
    return String.format(Locale.ROOT, "%,d (%.1f %%)", part, 100.0 * part / split.pairs());
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A note for each split with several references. */
  private static List<String> references(List<SplitText> splits) {
    return splits.stream()
        .filter(split -> split.mostReferences() > 1)
        .map(
            split ->
                "%s: %d to %d references for each source; metrics of text use all, others the first."
                    .formatted(split.split(), split.fewestReferences(), split.mostReferences()))
        .distinct()
        .toList();
  }
}
