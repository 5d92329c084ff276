package io.seqlab.result.delimited;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.result.record.DataDigests;
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
 * seed and one per grid key, the last one per searched key; after these, digests of the data, which
 * files of earlier versions do not have.
 */
public final class SearchCsvFile {
  private static final List<String> COLUMNS =
      List.of("trial", "budget_divisor", "score", RunColumn.STEPS.key(), RunColumn.SECONDS.key());

  private static final List<String> DIGESTS =
      List.of("train_sha256", "valid_sha256", "test_sha256");

  private SearchCsvFile() {}

  public static void write(Path file, List<TrialResult> all) throws IOException {
    Set<String> keys = StudyCsvFiles.keys(all, each -> each.trial().values());
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.addAll(keys);
    boolean digests = all.stream().anyMatch(each -> each.data().known());
    if (digests) {
      columns.addAll(DIGESTS);
    }
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
          if (digests) {
            row.addAll(List.of(each.data().train(), each.data().valid(), each.data().test()));
          }
          return row;
        });
  }

  /**
   * Reads the rows.
   *
   * @param by metric of the scores
   */
  public static List<TrialResult> read(Path file, MetricName by) throws IOException {
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
            if (!DIGESTS.contains(key) && !row.text(key).isEmpty()) { // empty: of another search
              values.put(key, row.text(key));
            }
          }
          int number = (int) ValueRanges.count(row, "trial");
          int divisor = (int) ValueRanges.count(row, "budget_divisor");
          StudyCsvFiles.requireFirst(row, seen, List.of(run, number, divisor), "trial and seed");
          return new TrialResult(
              new Trial(run, number, values, divisor),
              ValueRanges.score(row, by),
              ValueRanges.count(row, RunColumn.STEPS.key()),
              ValueRanges.quantity(row, RunColumn.SECONDS),
              columns.containsAll(DIGESTS) ? digests(row) : DataDigests.UNKNOWN);
        });
  }

  private static DataDigests digests(DelimitedFile.Row row) throws IOException {
    List<String> digests = new ArrayList<>();
    for (String column : DIGESTS) {
      digests.add(ValueRanges.digest(row, column));
    }
    return new DataDigests(digests.get(0), digests.get(1), digests.get(2));
  }
}
