package io.seqlab.result.record;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The {@link ExampleScore}s of one run, in the few bytes that their numbers need: a study may have
 * millions of them.
 */
public final class ExampleScores {
  private final RunKey run;
  private final TestExamples examples;
  private final Map<String, Column> columns;

  /** The counts of one metric. */
  public static final class Column {
    private final int width;
    private final Numbers counts;

    /** Examples without. */
    private final BitSet absent;

    private Column(int width, Numbers counts, BitSet absent) {
      this.width = width;
      this.counts = counts;
      this.absent = absent;
    }

    /** Whether an example has counts. */
    public boolean has(int i) {
      return !absent.get(i);
    }

    /** Whether every example has counts. */
    public boolean isComplete() {
      return absent.isEmpty();
    }

    /** The counts of an example that has some. */
    public double[] of(int i) {
      double[] values = new double[width];
      for (int k = 0; k < width; k++) {
        values[k] = counts.get(i * width + k);
      }
      return values;
    }

    private Column select(int[] rows) {
      BitSet without = new BitSet();
      for (int i = 0; i < rows.length; i++) {
        without.set(i, absent.get(rows[i]));
      }
      return new Column(
          width,
          Numbers.of(rows.length * width, n -> counts.get(rows[n / width] * width + n % width)),
          without);
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof Column same
              && same.width == width
              && same.counts.equals(counts)
              && same.absent.equals(absent));
    }

    @Override
    public int hashCode() {
      return 31 * (31 * width + counts.hashCode()) + absent.hashCode();
    }
  }

  private ExampleScores(RunKey run, TestExamples examples, Map<String, Column> columns) {
    this.run = run;
    this.examples = examples;
    this.columns = Collections.unmodifiableMap(columns);
  }

  /** The scores of a run, all of it. */
  public static ExampleScores of(RunKey run, List<ExampleScore> scores) {
    Builder builder = new Builder(run);
    scores.forEach(builder::add);
    return builder.build();
  }

  public RunKey run() {
    return run;
  }

  public int size() {
    return examples.size();
  }

  public TestExamples examples() {
    return examples;
  }

  /** The counts of each metric of which some example has counts, by its key. */
  public Map<String, Column> columns() {
    return columns;
  }

  /** Whether an example has the counts of a metric. */
  public boolean has(String metric, int i) {
    return columns.containsKey(metric) && columns.get(metric).has(i);
  }

  /**
   * The same scores, with the examples of another run if they are the same.
   *
   * @param other null if there is none
   */
  public ExampleScores sharing(ExampleScores other) {
    boolean same = other != null && other.examples.equals(examples);
    return same ? new ExampleScores(run, other.examples, columns) : this;
  }

  /** Some of the examples. */
  public ExampleScores select(int[] rows) {
    Map<String, Column> selected = new LinkedHashMap<>();
    columns.forEach((metric, column) -> selected.put(metric, column.select(rows)));
    return new ExampleScores(run, examples.select(rows), selected);
  }

  /** The scores one by one. */
  public List<ExampleScore> rows() {
    return IntStream.range(0, size()).mapToObj(this::row).toList();
  }

  private ExampleScore row(int i) {
    Map<String, List<Double>> counts = new LinkedHashMap<>();
    columns.forEach(
        (metric, column) -> {
          if (column.has(i)) {
            counts.put(metric, Arrays.stream(column.of(i)).boxed().toList());
          }
        });
    return new ExampleScore(
        run, examples.number(i), examples.sourceLength(i), examples.targetLength(i), counts);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ExampleScores same
            && same.run.equals(run)
            && same.examples.equals(examples)
            && same.columns.equals(columns));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * run.hashCode() + examples.hashCode()) + columns.hashCode();
  }

  /** Collects the scores of a run, row by row. */
  public static final class Builder {
    private final RunKey run;
    private final Doubles numbers = new Doubles();
    private final Doubles sources = new Doubles();
    private final Doubles targets = new Doubles();
    private final Map<String, OpenColumn> columns = new LinkedHashMap<>();

    /** A column so far; the first row with counts sets their number. */
    private static final class OpenColumn {
      private final Doubles counts = new Doubles();
      private final BitSet absent = new BitSet();
      private int width;
      private int rows;
    }

    public Builder(RunKey run) {
      this.run = run;
    }

    /** Rows that were collected before. */
    public void addAll(ExampleScores scores) {
      for (ExampleScore score : scores.rows()) {
        add(score);
      }
    }

    private void add(ExampleScore score) {
      example(score.example(), score.sourceLength(), score.targetLength());
      score
          .counts()
          .forEach(
              (metric, counts) ->
                  counts(metric, counts.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** The numbers of the examples so far. */
    public Set<Long> numbers() {
      Set<Long> all = new HashSet<>();
      for (int i = 0; i < numbers.size(); i++) {
        all.add((long) numbers.values[i]);
      }
      return all;
    }

    /** The next example. */
    public void example(long number, long sourceLength, long targetLength) {
      numbers.add((double) number);
      sources.add((double) sourceLength);
      targets.add((double) targetLength);
    }

    /** Counts of the example that was added last. */
    public void counts(String metric, double... counts) {
      OpenColumn column = columns.computeIfAbsent(metric, any -> new OpenColumn());
      column.width = counts.length;
      skip(column, numbers.size() - 1);
      for (double count : counts) {
        column.counts.add(count);
      }
      column.rows++;
    }

    private static void skip(OpenColumn column, int rows) {
      for (; column.rows < rows; column.rows++) {
        column.absent.set(column.rows);
        for (int k = 0; k < column.width; k++) {
          column.counts.add(0);
        }
      }
    }

    public ExampleScores build() {
      return build(new TestExamples(numbers.pack(), sources.pack(), targets.pack()));
    }

    private ExampleScores build(TestExamples examples) {
      Map<String, Column> packed = new LinkedHashMap<>();
      columns.forEach(
          (metric, column) -> {
            skip(column, numbers.size());
            packed.put(metric, new Column(column.width, column.counts.pack(), column.absent));
          });
      return new ExampleScores(run, examples, packed);
    }
  }

  /** A growing list of numbers. */
  private static final class Doubles {
    private double[] values = new double[64];
    private int size;

    int size() {
      return size;
    }

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    Numbers pack() {
      return Numbers.of(size, i -> values[i]);
    }
  }
}
