package io.seqlab.result.record;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The number and the lengths of test examples, which identify them without their text. */
public final class TestExamples {
  private final Numbers numbers;
  private final Numbers sources;
  private final Numbers targets;

  /** The places in order of length, once they were asked for: many runs share the examples. */
  private volatile int[] bySource;

  private volatile int[] byTarget;

  TestExamples(Numbers numbers, Numbers sources, Numbers targets) {
    this.numbers = numbers;
    this.sources = sources;
    this.targets = targets;
  }

  public int size() {
    return numbers.size();
  }

  /** The number of an example in the test split, from 1. */
  public long number(int i) {
    return (long) numbers.get(i);
  }

  /** Tokens of the source of an example. */
  public long sourceLength(int i) {
    return (long) sources.get(i);
  }

  /** Tokens of the reference of an example. */
  public long targetLength(int i) {
    return (long) targets.get(i);
  }

  /** The places of the examples in order of the length of their sources. */
  public int[] bySourceLength() {
    if (bySource == null) {
      bySource = order(sources);
    }
    return bySource.clone();
  }

  /** The places of the examples in order of the length of their references. */
  public int[] byTargetLength() {
    if (byTarget == null) {
      byTarget = order(targets);
    }
    return byTarget.clone();
  }

  private static int[] order(Numbers lengths) {
    return IntStream.range(0, lengths.size())
        .boxed()
        .sorted(Comparator.comparingDouble(lengths::get))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Some of them. */
  TestExamples select(int[] rows) {
    return new TestExamples(
        Numbers.of(rows.length, i -> numbers.get(rows[i])),
        Numbers.of(rows.length, i -> sources.get(rows[i])),
        Numbers.of(rows.length, i -> targets.get(rows[i])));
  }

  /** Whether both are the same examples, in any order. */
  public boolean areThoseOf(TestExamples other) {
    return equals(other) || lengths().equals(other.lengths());
  }

  private Map<Long, List<Long>> lengths() {
    Map<Long, List<Long>> lengths = new HashMap<>();
    IntStream.range(0, size())
        .forEach(i -> lengths.put(number(i), List.of(sourceLength(i), targetLength(i))));
    return lengths;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof TestExamples same
            && same.numbers.equals(numbers)
            && same.sources.equals(sources)
            && same.targets.equals(targets));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * numbers.hashCode() + sources.hashCode()) + targets.hashCode();
  }
}
