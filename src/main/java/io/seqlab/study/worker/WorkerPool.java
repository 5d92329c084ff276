package io.seqlab.study.worker;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The worker processes that execute the runs of a study in parallel. */
public final class WorkerPool implements AutoCloseable {
  private static final int POLL_MILLISECONDS = 100;

  private final List<WorkerLauncher> launchers;

  private WorkerPool(List<WorkerLauncher> launchers) {
    this.launchers = launchers;
  }

  /**
   * Starts the processes, at most one per run, so that they load while the study is planned.
   *
   * @param runs number of pending runs
   */
  public static WorkerPool start(WorkerOptions options, long runs) throws IOException {
    List<WorkerLauncher> launchers =
        IntStream.range(0, options.count()).mapToObj(i -> new WorkerLauncher(options)).toList();
    WorkerPool pool = new WorkerPool(launchers);
    try {
      for (int i = 0; i < Math.min(runs, options.count()); i++) {
        launchers.get(i).start();
      }
    } catch (IOException e) {
      pool.close();
      throw e;
    }
    return pool;
  }

  /** Executes all pending runs; returns the failures. */
  public List<Failure> drain(RunQueue queue, Cancellation cancellation) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(launchers.size());
    try {
      List<Future<List<Failure>>> futures = new ArrayList<>();
      launchers.forEach(each -> futures.add(threads.submit(drain(queue, each))));
      threads.shutdown();
      while (!threads.awaitTermination(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        if (cancellation.requested()) {
          launchers.forEach(WorkerLauncher::stop);
        }
      }
      return join(futures);
    } catch (InterruptedException e) {
      launchers.forEach(WorkerLauncher::stop);
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Ends the processes. */
  @Override
  public void close() {
    launchers.forEach(WorkerLauncher::close);
  }

  private static Callable<List<Failure>> drain(RunQueue queue, WorkerLauncher launcher) {
    return () -> {
      try (launcher) {
        return queue.drain(launcher);
      }
    };
  }

  private static List<Failure> join(List<Future<List<Failure>>> futures)
      throws IOException, InterruptedException {
    List<Failure> failures = new ArrayList<>();
    for (Future<List<Failure>> future : futures) {
      try {
        failures.addAll(future.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException io) {
          throw io;
        } else if (e.getCause() instanceof RuntimeException unexpected) {
          throw unexpected;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    return failures;
  }
}
