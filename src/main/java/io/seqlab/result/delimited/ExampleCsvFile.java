package io.seqlab.result.delimited;

import io.seqlab.config.measure.MetricName;
import io.seqlab.result.delimited.DelimitedFile.Format;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.TestExamples;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and writes {@code examples.csv}, which may have millions of rows. */
public final class ExampleCsvFile {
  private static final List<String> EXAMPLE = List.of("example", "source_length", "target_length");

  /** The most numbers of a metric for one example. */
  private static final int MAX_COUNTS = 24;

  private final Path file;
  private final DelimitedReader lines;
  private final List<String> columns;

  /** The metric of each column, if it is one. */
  private final List<Optional<MetricName>> metrics;

  private final Map<RunKey, ExampleScores> ended = new LinkedHashMap<>();

  /** Runs whose rows may follow: the current one, or all if rows of one are apart. */
  private final Map<RunKey, OpenRun> open = new LinkedHashMap<>();

  private final long[] numbers = new long[MAX_COUNTS];
  private ExampleScores previous;
  private boolean apart;
  private int number = 1;
  private int example;

  /** The rows of a run so far. */
  private static final class OpenRun {
    private final RunKey key;

    /** Its cells before the example. */
    private final List<String> cells;

    private final ExampleScores.Builder scores;
    private long last;
    private Set<Long> seen;

    OpenRun(RunKey key, List<String> cells) {
      this.key = key;
      this.cells = cells;
      scores = new ExampleScores.Builder(key);
    }

    /** Whether no row before had this example. */
    boolean isFirst(long number) {
      if (seen == null && number <= last) {
        seen = scores.numbers();
      }
      last = number;
      return seen == null || seen.add(number);
    }
  }

  private ExampleCsvFile(Path file, DelimitedReader lines) throws IOException {
    this.file = file;
    this.lines = lines;
    columns = DelimitedFile.header(file, lines);
    metrics = columns.stream().map(MetricName::ofKey).toList();
  }

  /** The scores of each run, in the order of their first rows. */
  public static List<ExampleScores> read(Path file) throws IOException {
    try (DelimitedReader lines = new DelimitedReader(file, Format.CSV)) {
      return new ExampleCsvFile(file, lines).read();
    }
  }

  private List<ExampleScores> read() throws IOException {
    OpenRun run = null;
    while (lines.next()) {
      number++;
      if (number == 2 || lines.size() != columns.size()) {
        StudyCsvFiles.requireColumns(row(), EXAMPLE);
        example = columns.indexOf(EXAMPLE.get(0));
      }
      if (run == null || !isOf(run)) {
        run = open(run);
      }
      long id = count(example);
      if (!run.isFirst(id)) {
        throw row().error("is the second for the same %s", "run and example");
      }
      run.scores.example(id, count(example + 1), count(example + 2));
      for (int i = example + EXAMPLE.size(); i < columns.size(); i++) {
        if (!lines.isEmpty(i)) {
          run.scores.counts(columns.get(i), counts(i));
        }
      }
    }
    open.values().forEach(this::end);
    return List.copyOf(ended.values());
  }

  private DelimitedFile.Row row() throws IOException {
    return DelimitedFile.row(file, number, columns, lines);
  }

  private boolean isOf(OpenRun run) {
    for (int i = 0; i < example; i++) {
      if (!lines.is(i, run.cells.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The run of the current line, after another one. */
  private OpenRun open(OpenRun before) throws IOException {
    RunKey key = StudyCsvFiles.key(row(), EXAMPLE.get(0));
    if (before != null && !before.key.equals(key) && !apart) {
      end(before);
      open.clear();
    }
    if (ended.containsKey(key) && !open.containsKey(key)) {
      apart = true;
    }
    OpenRun run = open.get(key);
    if (run == null) {
      run = new OpenRun(key, lines.texts().subList(0, example));
      if (ended.containsKey(key)) {
        run.scores.addAll(ended.get(key));
        run.seen = run.scores.numbers();
      } else {
        ended.put(key, null); // keeps its place
      }
      open.put(key, run);
    }
    return run;
  }

  private void end(OpenRun run) {
    previous = run.scores.build().sharing(previous);
    ended.put(run.key, previous);
  }

  private long count(int column) throws IOException {
    return lines.integers(column, numbers) == 1
        ? numbers[0]
        : ValueRanges.count(row(), columns.get(column));
  }

  private double[] counts(int column) throws IOException {
    String metric = columns.get(column);
    int count = lines.integers(column, numbers);
    if (count < 0 || !ValueRanges.arePossible(metrics.get(column), numbers, count)) {
      return ValueRanges.counts(row(), metric).stream().mapToDouble(Double::doubleValue).toArray();
    }
    double[] counts = new double[count];
    for (int k = 0; k < count; k++) {
      counts[k] = numbers[k];
    }
    return counts;
  }

  /** Writes the scores of runs. */
  public static void write(Path file, List<ExampleScores> all) throws IOException {
    Set<String> grid = StudyCsvFiles.keys(all, scores -> scores.run().grid());
    Set<String> metrics = new LinkedHashSet<>();
    all.forEach(scores -> metrics.addAll(scores.columns().keySet()));
    List<String> header = new ArrayList<>(List.of("model", "seed"));
    header.addAll(grid);
    header.addAll(EXAMPLE);
    header.addAll(metrics);
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          DelimitedFile.writeLine(writer, Format.CSV, header);
          for (ExampleScores scores : all) {
            writer.append(rows(scores, grid, metrics));
          }
          writer.flush();
        });
  }

  private static StringBuilder rows(ExampleScores scores, Set<String> grid, Set<String> metrics)
      throws IOException {
    String run = cells(scores.run(), grid);
    TestExamples examples = scores.examples();
    List<ExampleScores.Column> columns = new ArrayList<>();
    metrics.forEach(metric -> columns.add(scores.columns().get(metric)));
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < scores.size(); i++) {
      rows.append(run).append(examples.number(i)).append(',');
      rows.append(examples.sourceLength(i)).append(',').append(examples.targetLength(i));
      for (ExampleScores.Column column : columns) {
        rows.append(',');
        if (column != null && column.has(i)) {
          append(rows, column.of(i));
        }
      }
      rows.append('\n');
    }
    return rows;
  }

  /** The cells of a run, each with the comma after it. */
  private static String cells(RunKey run, Set<String> grid) throws IOException {
    String end = "end";
    List<Object> cells = new ArrayList<>(List.of(run.model(), run.seed()));
    grid.forEach(name -> cells.add(run.grid().getOrDefault(name, "")));
    cells.add(end);
    StringBuilder line = new StringBuilder();
    DelimitedFile.writeLine(line, Format.CSV, cells);
    return line.substring(0, line.length() - end.length() - 1);
  }

  /** Numbers separated by spaces, integers without a decimal point. */
  private static void append(StringBuilder rows, double[] counts) {
    int start = rows.length();
    for (int k = 0; k < counts.length; k++) {
      double x = counts[k];
      rows.append(k == 0 ? "" : " ");
      if (x == Math.rint(x) && Math.abs(x) < 1e15) {
        rows.append((long) x);
      } else {
        rows.append(x);
      }
    }
    if (rows.charAt(start) == '-') {
      rows.replace(start, rows.length(), CellText.escape(rows.substring(start)));
    }
  }
}
