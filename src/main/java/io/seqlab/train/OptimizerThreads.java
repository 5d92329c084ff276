package io.seqlab.train;

import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** The thread pool of optimizers, of as many threads as the tensor library uses. */
public final class OptimizerThreads implements AutoCloseable {
  private final ForkJoinPool pool;

  public OptimizerThreads(int threads) {
    pool = threads > 1 ? new ForkJoinPool(threads) : null;
  }

  /** Runs independent tasks and waits for all. */
  void run(List<Runnable> tasks) {
    if (pool == null || tasks.size() < 2) {
      tasks.forEach(Runnable::run);
    } else {
      pool.submit(() -> tasks.parallelStream().forEach(Runnable::run)).join();
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
  }
}
