package io.seqlab.data.core;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Training examples that are not held in memory: each pass reads them from their files. A list of
 * which a pass takes the time of reading, and so does {@link #get}: iterate over it, once.
 */
public abstract class ExampleStream extends AbstractList<Example> {
  /**
   * What is known of all examples.
   *
   * @param examples number of examples
   * @param longestSource in tokens, without end of sequence
   * @param longestTarget likewise
   * @param sourceTokens of all examples, without end of sequence
   * @param targetTokens likewise
   * @param digest as that of {@link ExamplesDigest}
   */
  public record Summary(
      int examples,
      int longestSource,
      int longestTarget,
      long sourceTokens,
      long targetTokens,
      String digest) {}

  /** Reads examples one after another. */
  public interface Reader extends AutoCloseable {
    /** The next example; empty at the end. */
    Optional<Example> next();

    @Override
    void close();
  }

  /** The list itself if it is a stream, else an unmodifiable copy. */
  static List<Example> unmodifiable(List<Example> examples) {
    return examples instanceof ExampleStream ? examples : List.copyOf(examples);
  }

  /** The first examples that satisfy a condition; a stream is read no further than they go. */
  public static List<Example> first(
      List<Example> examples, int count, Predicate<Example> condition) {
    List<Example> first = new ArrayList<>();
    if (!(examples instanceof ExampleStream stream)) {
      return examples.stream().filter(condition).limit(count).toList();
    }
    try (Reader reader = stream.open()) {
      Optional<Example> next = reader.next();
      while (next.isPresent() && first.size() < count) {
        next.filter(condition).ifPresent(first::add);
        next = reader.next();
      }
    }
    return List.copyOf(first);
  }

  /** Opens the text at its beginning. */
  public abstract Reader open();

  public abstract Summary summary();

  /** Number of examples among which the next one is drawn in training. */
  public abstract int shuffleBuffer();

  @Override
  public int size() {
    return summary().examples();
  }

  @Override
  public Example get(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(index);
    }
    try (Reader reader = open()) {
      for (int i = 0; i < index; i++) {
        reader.next();
      }
      return reader.next().orElseThrow();
    }
  }

  /** A pass over all examples, which closes the files at its end. */
  @Override
  public Iterator<Example> iterator() {
    Reader reader = open();
    return new Iterator<>() {
      private Optional<Example> next = read();

      private Optional<Example> read() {
        Optional<Example> read = reader.next();
        if (read.isEmpty()) {
          reader.close();
        }
        return read;
      }

      @Override
      public boolean hasNext() {
        return next.isPresent();
      }

      @Override
      public Example next() {
        Example example = next.orElseThrow(NoSuchElementException::new);
        next = read();
        return example;
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
