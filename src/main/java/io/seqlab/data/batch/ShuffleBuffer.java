package io.seqlab.data.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The pairs of a stream in random order, in bounded memory: each is drawn from a buffer, in which
 * the next pair of the stream takes its place, as {@code shuffle(buffer_size)} of {@code tf.data}
 * and Hugging Face datasets does. A pair comes at most one buffer earlier than in the stream; later
 * by any number, by one buffer on average.
 */
final class ShuffleBuffer implements AutoCloseable {
  /** A pair and its index (from 0) in the stream. */
  record Drawn(int index, EncodedPair pair) {}

  private final PairStream.Reader pairs;
  private final UniformRandomProvider random;
  private final List<Drawn> buffer = new ArrayList<>();
  private int read;

  ShuffleBuffer(PairStream.Reader pairs, int size, UniformRandomProvider random) {
    this.pairs = pairs;
    this.random = random;
    Optional<Drawn> next = read();
    while (next.isPresent()) {
      buffer.add(next.get());
      next = buffer.size() < size ? read() : Optional.empty();
    }
  }

  private Optional<Drawn> read() {
    return pairs.next().map(pair -> new Drawn(read++, pair));
  }

  boolean isEmpty() {
    return buffer.isEmpty();
  }

  /** Draws a pair of a buffer that is not empty. */
  Drawn draw() {
    int place = random.nextInt(buffer.size());
    Drawn drawn = buffer.get(place);
    Optional<Drawn> next = read();
    Drawn last = buffer.get(buffer.size() - 1);
    buffer.set(place, next.orElse(last));
    if (next.isEmpty()) {
      buffer.remove(buffer.size() - 1);
    }
    return drawn;
  }

  @Override
  public void close() {
    pairs.close();
  }
}
