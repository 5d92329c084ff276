package io.seqlab.result.delimited;

import io.seqlab.config.measure.RunColumn;
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
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads and writes the CSV files of a study. The first columns are model, seed and one per grid
 * key.
 */
public final class StudyCsvFiles {
  private static final String STATUS = "status";
  private static final List<String> RESULT =
      Stream.concat(Stream.of(STATUS), Arrays.stream(RunColumn.values()).map(RunColumn::key))
          .toList();
  private static final List<String> MEASURE = List.of("measure", "dimension", "x", "value", "n");

  private StudyCsvFiles() {}

  public static void writeResults(Path file, List<RunResult> all) throws IOException {
    Set<String> metrics = keys(all, RunResult::metrics);
    List<String> columns = new ArrayList<>(List.of(STATUS));
    Arrays.stream(RunColumn.values()).map(RunColumn::key).forEach(columns::add);
    columns.addAll(metrics);
    write(file, columns, all, RunResult::key, result -> cells(result, metrics));
  }

  private static List<Object> cells(RunResult r, Set<String> metrics) {
    List<Object> row = new ArrayList<>();
    row.addAll(List.of(r.status().key(), r.parameters(), r.steps(), r.seconds()));
    row.addAll(List.of(r.trainTokensPerSecond(), r.decodeSentencesPerSecond(), r.peakMemoryMb()));
    metrics.forEach(metric -> row.add(Objects.requireNonNullElse(r.metrics().get(metric), "")));
    return row;
  }

  public static List<RunResult> readResults(Path file) throws IOException {
    Set<List<Object>> seen = new HashSet<>();
    return DelimitedFile.read(
        file,
        DelimitedFile.Format.CSV,
        row -> {
          requireColumns(row, RESULT);
          RunKey key = key(row, STATUS);
          requireFirst(row, seen, List.of(key), "run " + key);
          Map<String, Double> metrics = new LinkedHashMap<>();
          int first = row.columns().indexOf(RunColumn.PEAK_MEMORY_MB.key()) + 1;
          for (String metric : row.columns().subList(first, row.columns().size())) {
            if (!row.text(metric).isEmpty()) {
              metrics.put(metric, ValueRanges.metric(row, metric));
            }
          }
          return new RunResult(
              key,
              row.parse(STATUS, "the status of a run", RunStatus::ofKey),
              ValueRanges.count(row, RunColumn.PARAMETERS.key()),
              ValueRanges.count(row, RunColumn.STEPS.key()),
              ValueRanges.quantity(row, RunColumn.SECONDS),
              ValueRanges.quantity(row, RunColumn.TRAIN_TOKENS_PER_SECOND),
              ValueRanges.quantity(row, RunColumn.DECODE_SENTENCES_PER_SECOND),
              ValueRanges.quantity(row, RunColumn.PEAK_MEMORY_MB),
              metrics);
        });
  }

  public static void writeMeasures(Path file, List<Measure> all) throws IOException {
    write(
        file,
        MEASURE,
        all,
        Measure::key,
        m -> List.of(m.measure(), m.dimension(), m.x(), m.value(), m.n()));
  }

  public static List<Measure> readMeasures(Path file) throws IOException {
    Set<List<Object>> seen = new HashSet<>();
    LastKey last = new LastKey();
    return DelimitedFile.read(
        file,
        DelimitedFile.Format.CSV,
        row -> {
          requireColumns(row, MEASURE);
          Measure measure =
              new Measure(
                  last.of(row, "measure"),
                  row.text("measure"),
                  row.text("dimension"),
                  row.number("x"),
                  ValueRanges.measure(row, row.text("measure")),
                  ValueRanges.count(row, "n"));
          List<Object> point =
              List.of(measure.key(), measure.measure(), measure.dimension(), measure.x());
          requireFirst(row, seen, point, "measure and point");
          return measure;
        });
  }

  /** The keys of the maps of all records, in order of first occurrence. */
  static <T> Set<String> keys(List<T> all, Function<T, Map<String, ?>> map) {
    Set<String> keys = new LinkedHashSet<>();
    all.forEach(each -> keys.addAll(map.apply(each).keySet()));
    return keys;
  }

  /** Writes records of runs; {@code columns} and {@code cells} follow those of the run. */
  static <T> void write(
      Path file,
      List<String> columns,
      List<T> all,
      Function<T, RunKey> run,
      Function<T, List<?>> cells)
      throws IOException {
    Set<String> grid = keys(all, each -> run.apply(each).grid());
    List<String> header = new ArrayList<>(List.of("model", "seed"));
    header.addAll(grid);
    header.addAll(columns);
    DelimitedFile.write(
        file,
        DelimitedFile.Format.CSV,
        header,
        all,
        each -> {
          RunKey key = run.apply(each);
          List<Object> row = new ArrayList<>(List.of(key.model(), key.seed()));
          grid.forEach(name -> row.add(key.grid().getOrDefault(name, "")));
          row.addAll(cells.apply(each));
          return row;
        });
  }

  /** Rejects a second row of the same thing. */
  static void requireFirst(
      DelimitedFile.Row row, Set<List<Object>> seen, List<Object> identity, String what)
      throws IOException {
    if (!seen.add(identity)) {
      throw row.error("is the second for the same %s", what);
    }
  }

  /** Requires the columns model, seed and, after those of the grid, the given ones in order. */
  static void requireColumns(DelimitedFile.Row row, List<String> required) throws IOException {
    List<String> columns = row.columns();
    int first = columns.indexOf(required.get(0));
    boolean complete =
        columns.indexOf("model") == 0
            && columns.indexOf("seed") == 1
            && first >= 2
            && columns.subList(first, columns.size()).size() >= required.size()
            && columns.subList(first, first + required.size()).equals(required);
    if (!complete) {
      throw row.error("is under a header without the columns model, seed, %s", required);
    }
  }

  /** The run of a row; the same object as in the row before if it is equal. */
  private static final class LastKey {
    private List<String> cells = List.of();
    private RunKey key;

    RunKey of(DelimitedFile.Row row, String next) throws IOException {
      List<String> ofRun = row.cells().subList(0, row.columns().indexOf(next));
      if (!ofRun.equals(cells)) {
        key = key(row, next);
        cells = ofRun;
      }
      return key;
    }
  }

  /** The run of a row: the columns between seed and {@code next} are grid keys. */
  static RunKey key(DelimitedFile.Row row, String next) throws IOException {
    Map<String, String> grid = new LinkedHashMap<>();
    for (String name : row.columns().subList(2, Math.max(2, row.columns().indexOf(next)))) {
      grid.put(name, row.text(name));
    }
    return new RunKey(row.text("model"), row.integer("seed"), grid);
  }
}
