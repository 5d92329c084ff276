package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads two parallel files: line n of one translates line n of the other. */
final class ParallelReader implements PairReader {
  private final Path source;
  private final Path target;
  private final TextLines sources;
  private final TextLines targets;
  private long pairs;

  ParallelReader(Path source, Path target) {
    this.source = source;
    this.target = target;
    sources = new TextLines(source);
    try {
      targets = new TextLines(target);
    } catch (DataException e) {
      sources.close();
      throw e;
    }
  }

  @Override
  public Optional<TextPair> next() {
    return lines()
        .map(
            pair ->
                new TextPair(
                    PlainText.require(pair.source(), sources.location()),
                    PlainText.require(pair.target(), targets.location())));
  }

  private Optional<TextPair> lines() {
    Optional<String> sourceLine = sources.next();
    Optional<String> targetLine = targets.next();
    if (sourceLine.isPresent() != targetLine.isPresent()) {
      throw new DataException(
          "%s has %d lines but %s has %d; line n of one must translate line n of the other",
          source, pairs + lines(sourceLine, sources), target, pairs + lines(targetLine, targets));
    }
    pairs += sourceLine.isPresent() ? 1 : 0;
    return sourceLine.map(line -> new TextPair(line, targetLine.get()));
  }

  /** The number of lines from this one to the end of the file. */
  private static long lines(Optional<String> line, TextLines rest) {
    long lines = 0;
    for (Optional<String> next = line; next.isPresent(); next = rest.next()) {
      lines++;
    }
    return lines;
  }

  @Override
  public int malformed() {
    return 0;
  }

  @Override
  public void finish() {
    Optional<TextPair> pair;
    do {
      pair = lines();
    } while (pair.isPresent());
  }

  @Override
  public void close() {
    try (sources;
        targets) {
      // Both are closed, whatever happens to one.
    }
  }
}
