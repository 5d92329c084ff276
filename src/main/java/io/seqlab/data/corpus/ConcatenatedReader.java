package io.seqlab.data.corpus;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads several texts one after another; opens each when the one before has ended. */
final class ConcatenatedReader implements PairReader {
  private final Iterator<Supplier<PairReader>> rest;
  private PairReader current;
  private int malformedBefore;

  /**
   * Concatenates texts.
   *
   * @param texts at least one
   */
  ConcatenatedReader(List<Supplier<PairReader>> texts) {
    rest = texts.iterator();
    current = rest.next().get();
  }

  @Override
  public Optional<TextPair> next() {
    Optional<TextPair> pair = current.next();
    while (pair.isEmpty() && rest.hasNext()) {
      open();
      pair = current.next();
    }
    return pair;
  }

  private void open() {
    malformedBefore += current.malformed();
    current.close();
    current = rest.next().get();
  }

  @Override
  public int malformed() {
    return malformedBefore + current.malformed();
  }

  @Override
  public void finish() {
    current.finish();
    while (rest.hasNext()) {
      open();
      current.finish();
    }
  }

  @Override
  public void close() {
    current.close();
  }
}
