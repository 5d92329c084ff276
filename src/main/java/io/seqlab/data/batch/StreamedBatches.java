package io.seqlab.data.batch;

import io.seqlab.config.training.BatchSpec;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * The batches of a stream. Pairs are drawn from a {@link ShuffleBuffer} in pools of 100 batches, or
 * of a whole buffer if that is smaller. With bucketing, each pool is sorted by length and divided
 * into batches, which are shuffled. While training uses one pool, a thread reads the next.
 *
 * <p>A position is found by reading its epoch from the beginning with the same random numbers.
 */
final class StreamedBatches implements Batches {
  private final PairStream stream;
  private final BatchSpec spec;
  private final long seed;
  private final long poolSize;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "training text");
            thread.setDaemon(true);
            return thread;
          });

  /** What training uses now, and what follows; null before the first. */
  private Pool current;

  private Future<Pool> next;

  // State of the reading thread.
  private long epoch;
  private ShuffleBuffer buffer;
  private UniformRandomProvider random;
  private int batchesRead;
  private int pairsDrawn;

  /**
   * Some batches of an epoch.
   *
   * @param first index of the first of them in the epoch
   * @param pairsBefore pairs of the earlier batches of the epoch
   * @param last whether the epoch ends with them
   */
  private record Pool(long epoch, int first, int pairsBefore, List<Batch> batches, boolean last) {
    int end() {
      return first + batches.size();
    }
  }

  StreamedBatches(PairStream stream, BatchSpec spec, long seed) {
    this.stream = stream;
    this.spec = spec;
    this.seed = seed;
    poolSize = Math.min(BatchDivision.poolSize(spec, stream.meanTarget()), stream.shuffleBuffer());
  }

  @Override
  public Optional<Batch> at(long epoch, int index) {
    seek(epoch, index);
    return index < current.end()
        ? Optional.of(current.batches().get(index - current.first()))
        : Optional.empty();
  }

  @Override
  public double shareBefore(long epoch, int index) {
    seek(epoch, index);
    int pairs =
        current.pairsBefore()
            + current.batches().stream().limit(index - current.first()).mapToInt(Batch::size).sum();
    return pairs / (double) stream.size();
  }

  /**
   * Makes the pool of a batch the current one; the last of the epoch, if there is no such batch.
   */
  private void seek(long epoch, int index) {
    if (current == null
        || epoch < current.epoch()
        || (epoch == current.epoch() && index < current.first())
        || epoch > current.epoch() + 1) {
      restart(epoch);
      advance();
    }
    while (epoch > current.epoch() || (index >= current.end() && !current.last())) {
      advance();
    }
  }

  private void restart(long from) {
    if (next != null) {
      get(next); // the thread is idle after it
    }
    next =
        reader.submit(
            () -> {
              closeBuffer();
              epoch = from;
              return read();
            });
  }

  private void advance() {
    current = get(next);
    next = reader.submit(this::read);
  }

  private static Pool get(Future<Pool> pool) {
    try {
      return pool.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted while reading the training text", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // reading throws no others
    }
  }

  /** Reads the next pool. */
  private Pool read() {
    if (buffer == null) {
      random = RandomStream.of(seed, "batches", epoch);
      buffer = new ShuffleBuffer(stream.open(epoch), stream.shuffleBuffer(), random);
      batchesRead = 0;
      pairsDrawn = 0;
    }
    List<ShuffleBuffer.Drawn> drawn = new ArrayList<>();
    while (drawn.size() < poolSize && !buffer.isEmpty()) {
      drawn.add(buffer.draw());
    }
    boolean last = buffer.isEmpty();
    Pool pool = new Pool(epoch, batchesRead, pairsDrawn, batches(drawn), last);
    batchesRead += pool.batches().size();
    pairsDrawn += drawn.size();
    if (last) {
      requireWhole();
      closeBuffer();
      epoch++;
    }
    return pool;
  }

  private List<Batch> batches(List<ShuffleBuffer.Drawn> drawn) {
    List<EncodedPair> pairs = drawn.stream().map(ShuffleBuffer.Drawn::pair).toList();
    BatchDivision division = new BatchDivision(pairs, spec);
    int[] order = IntStream.range(0, pairs.size()).toArray();
    List<int[]> batches =
        division.divide(spec.bucket() ? BatchDivision.sortedByLength(pairs, order) : order);
    if (spec.bucket()) {
      ListSampler.shuffle(random, batches);
    }
    List<Batch> result = new ArrayList<>();
    for (int[] indices : batches) {
      Batch batch = BatchDivision.batch(pairs, indices);
      int[] inStream = IntStream.of(indices).map(i -> drawn.get(i).index()).toArray();
      result.add(new Batch(inStream, batch.sources(), batch.targets()));
    }
    return result;
  }

  private void requireWhole() {
    if (pairsDrawn != stream.size()) {
      throw new DataException(
          "the training text has changed: it had %d examples when the study was started, but %d in"
              + " epoch %d; restore the files and run the study again",
          stream.size(), pairsDrawn, epoch + 1);
    }
  }

  private void closeBuffer() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }

  /** Ends the thread after the pool that it reads. */
  @Override
  public void close() {
    reader.execute(this::closeBuffer);
    reader.shutdown();
  }
}
