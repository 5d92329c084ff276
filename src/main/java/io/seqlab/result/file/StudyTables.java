package io.seqlab.result.file;

import io.seqlab.config.measure.RunColumn;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads and writes the CSV files of a study. The first columns are model, seed and one per grid
 * key.
 */
final class StudyTables {
  private static final String STATUS = "status";
  private static final List<String> MEASURE = List.of("measure", "dimension", "x", "value", "n");
  private static final List<String> EXAMPLE = List.of("example", "source_length", "target_length");

  private StudyTables() {}

  static void writeResults(Path file, List<RunResult> all) throws IOException {
    Set<String> grid = gridKeys(all.stream().map(RunResult::key));
    Set<String> metrics = new LinkedHashSet<>();
    all.forEach(result -> metrics.addAll(result.metrics().keySet()));
    List<String> columns = keyColumns(grid);
    columns.add(STATUS);
    Arrays.stream(RunColumn.values()).map(RunColumn::key).forEach(columns::add);
    columns.addAll(metrics);
    List<List<Object>> rows = new ArrayList<>();
    for (RunResult r : all) {
      List<Object> row = keyCells(r.key(), grid);
      row.addAll(List.of(r.status().key(), r.parameters(), r.steps(), r.seconds()));
      row.addAll(List.of(r.trainTokensPerSecond(), r.decodeSentencesPerSecond(), r.peakMemoryMb()));
      for (String metric : metrics) {
        Double value = r.metrics().get(metric);
        row.add(value == null ? "" : value);
      }
      rows.add(row);
    }
    DelimitedFile.write(file, DelimitedFile.CSV, columns, rows);
  }

  static List<RunResult> readResults(Path file) throws IOException {
    Set<RunKey> seen = new HashSet<>();
    return DelimitedFile.read(
        file,
        DelimitedFile.CSV,
        row -> {
          RunKey key = key(row, STATUS);
          if (!seen.add(key)) {
            throw new CorruptFileException(file, "it has two rows for the run " + key);
          }
          Map<String, Double> metrics = new LinkedHashMap<>();
          int first = row.columns().indexOf(RunColumn.PEAK_MEMORY_MB.key()) + 1;
          for (String metric : row.columns().subList(first, row.columns().size())) {
            if (!row.text(metric).isEmpty()) {
              metrics.put(metric, row.number(metric));
            }
          }
          return new RunResult(
              key,
              status(row),
              row.integer(RunColumn.PARAMETERS.key()),
              row.integer(RunColumn.STEPS.key()),
              row.number(RunColumn.SECONDS.key()),
              row.number(RunColumn.TRAIN_TOKENS_PER_SECOND.key()),
              row.number(RunColumn.DECODE_SENTENCES_PER_SECOND.key()),
              row.number(RunColumn.PEAK_MEMORY_MB.key()),
              metrics);
        });
  }

  static void writeMeasures(Path file, List<Measure> all) throws IOException {
    Set<String> grid = gridKeys(all.stream().map(Measure::key));
    List<String> columns = keyColumns(grid);
    columns.addAll(MEASURE);
    List<List<Object>> rows = new ArrayList<>();
    for (Measure m : all) {
      List<Object> row = keyCells(m.key(), grid);
      row.addAll(List.of(m.measure(), m.dimension(), m.x(), m.value(), m.n()));
      rows.add(row);
    }
    DelimitedFile.write(file, DelimitedFile.CSV, columns, rows);
  }

  static List<Measure> readMeasures(Path file) throws IOException {
    return DelimitedFile.read(
        file,
        DelimitedFile.CSV,
        row ->
            new Measure(
                key(row, "measure"),
                row.text("measure"),
                row.text("dimension"),
                row.number("x"),
                row.number("value"),
                row.integer("n")));
  }

  static void writeExamples(Path file, List<ExampleScore> all) throws IOException {
    Set<String> grid = gridKeys(all.stream().map(ExampleScore::key));
    Set<String> metrics = new LinkedHashSet<>();
    all.forEach(score -> metrics.addAll(score.counts().keySet()));
    List<String> columns = keyColumns(grid);
    columns.addAll(EXAMPLE);
    columns.addAll(metrics);
    List<List<Object>> rows = new ArrayList<>();
    for (ExampleScore score : all) {
      List<Object> row = keyCells(score.key(), grid);
      row.addAll(List.of(score.example(), score.sourceLength(), score.targetLength()));
      metrics.forEach(metric -> row.add(cell(score.counts().getOrDefault(metric, List.of()))));
      rows.add(row);
    }
    DelimitedFile.write(file, DelimitedFile.CSV, columns, rows);
  }

  static List<ExampleScore> readExamples(Path file) throws IOException {
    return DelimitedFile.read(
        file,
        DelimitedFile.CSV,
        row -> {
          Map<String, List<Double>> counts = new LinkedHashMap<>();
          int first = row.columns().indexOf("target_length") + 1;
          for (String metric : row.columns().subList(first, row.columns().size())) {
            if (!row.text(metric).isEmpty()) {
              counts.put(metric, row.numbers(metric));
            }
          }
          return new ExampleScore(
              key(row, "example"),
              row.integer("example"),
              row.integer("source_length"),
              row.integer("target_length"),
              counts);
        });
  }

  /** Numbers separated by spaces, integers without a decimal point. */
  private static String cell(List<Double> numbers) {
    return numbers.stream()
        .map(x -> x == Math.rint(x) && Math.abs(x) < 1e15 ? "%d".formatted(x.longValue()) : "" + x)
        .collect(Collectors.joining(" "));
  }

  private static Set<String> gridKeys(Stream<RunKey> keys) {
    Set<String> grid = new LinkedHashSet<>();
    keys.forEach(key -> grid.addAll(key.grid().keySet()));
    return grid;
  }

  private static List<String> keyColumns(Set<String> grid) {
    List<String> columns = new ArrayList<>(List.of("model", "seed"));
    columns.addAll(grid);
    return columns;
  }

  private static List<Object> keyCells(RunKey key, Set<String> grid) {
    List<Object> cells = new ArrayList<>(List.of(key.model(), key.seed()));
    for (String name : grid) {
      cells.add(key.grid().getOrDefault(name, ""));
    }
    return cells;
  }

  /** The run of a row: the columns between seed and {@code next} are grid keys. */
  private static RunKey key(DelimitedFile.Row row, String next) throws IOException {
    Map<String, String> grid = new LinkedHashMap<>();
    for (String name : row.columns().subList(2, Math.max(2, row.columns().indexOf(next)))) {
      grid.put(name, row.text(name));
    }
    return new RunKey(row.text("model"), row.integer("seed"), grid);
  }

  private static RunStatus status(DelimitedFile.Row row) throws IOException {
    try {
      return RunStatus.ofKey(row.text(STATUS));
    } catch (IllegalArgumentException e) {
      throw row.invalid(STATUS, "the status of a run", e);
    }
  }
}
