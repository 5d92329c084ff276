package io.seqlab.result.file;

import io.seqlab.config.measure.RunColumn;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes {@code search.csv}: one row per trial and seed. The first columns are model,
 * seed and one per grid key, the last one per searched key.
 */
final class SearchCsvFile {
  private static final List<String> COLUMNS =
      List.of("trial", "budget_divisor", "score", RunColumn.STEPS.key(), RunColumn.SECONDS.key());

  private SearchCsvFile() {}

  static void write(Path file, List<TrialResult> all) throws IOException {
    Set<String> keys = StudyCsvFiles.keys(all, each -> each.trial().values());
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.addAll(keys);
    StudyCsvFiles.write(
        file,
        columns,
        all,
        each -> each.trial().run(),
        each -> {
          Trial trial = each.trial();
          List<Object> row = new ArrayList<>();
          row.addAll(List.of(trial.number(), trial.divisor(), each.score()));
          row.addAll(List.of(each.steps(), each.seconds()));
          keys.forEach(key -> row.add(trial.values().getOrDefault(key, "")));
          return row;
        });
  }

  static List<TrialResult> read(Path file) throws IOException {
    Set<List<Object>> seen = new HashSet<>();
    return DelimitedFile.read(
        file,
        DelimitedFile.Format.CSV,
        row -> {
          StudyCsvFiles.requireColumns(row, COLUMNS);
          RunKey run = StudyCsvFiles.key(row, COLUMNS.get(0));
          Map<String, String> values = new LinkedHashMap<>();
          List<String> columns = row.columns();
          int first = columns.indexOf(RunColumn.SECONDS.key()) + 1;
          for (String key : columns.subList(first, columns.size())) {
            values.put(key, row.text(key));
          }
          int number = (int) ValueRanges.count(row, "trial");
          int divisor = (int) ValueRanges.count(row, "budget_divisor");
          StudyCsvFiles.requireFirst(row, seen, List.of(run, number, divisor), "trial and seed");
          return new TrialResult(
              new Trial(run, number, values, divisor),
              row.number("score"),
              ValueRanges.count(row, RunColumn.STEPS.key()),
              ValueRanges.quantity(row, RunColumn.SECONDS));
        });
  }
}
