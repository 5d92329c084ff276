package io.seqlab.study.worker;

import io.seqlab.study.run.Cancellation;
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

/** Several worker processes that share the runs of a study. */
public final class WorkerPool implements AutoCloseable {
  private static final int LOOK_EVERY_MILLISECONDS = 100;

  private final List<WorkerLauncher> launchers;

  private WorkerPool(List<WorkerLauncher> launchers) {
    this.launchers = launchers;
  }

  /**
   * Processes that get ready while the study is planned; no more than there are runs for are
   * started at once.
   */
  public static WorkerPool start(WorkerOptions jobs, long runs) throws IOException {
    List<WorkerLauncher> launchers =
        IntStream.range(0, jobs.count()).mapToObj(i -> new WorkerLauncher(jobs.command())).toList();
    WorkerPool pool = new WorkerPool(launchers);
    try {
      for (int i = 0; i < Math.min(runs, jobs.count()); i++) {
        launchers.get(i).start();
      }
    } catch (IOException e) {
      pool.close();
      throw e;
    }
    return pool;
  }

  /** Executes what is left; says why runs failed. */
  public List<Failure> drain(RunQueue queue, Cancellation cancellation) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(launchers.size());
    try {
      List<Future<List<Failure>>> parts = new ArrayList<>();
      launchers.forEach(each -> parts.add(threads.submit(part(queue, each))));
      threads.shutdown();
      while (!threads.awaitTermination(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        if (cancellation.requested()) {
          launchers.forEach(WorkerLauncher::stop);
        }
      }
      return join(parts);
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

  private static Callable<List<Failure>> part(RunQueue queue, WorkerLauncher launcher) {
    return () -> {
      try (launcher) {
        return queue.drain(launcher);
      }
    };
  }

  private static List<Failure> join(List<Future<List<Failure>>> parts)
      throws IOException, InterruptedException {
    List<Failure> failures = new ArrayList<>();
    for (Future<List<Failure>> part : parts) {
      try {
        failures.addAll(part.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException io) {
          throw io;
        } else if (e.getCause() instanceof RuntimeException fault) {
          throw fault;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    return failures;
  }
}
