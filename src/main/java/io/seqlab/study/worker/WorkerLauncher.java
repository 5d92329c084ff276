package io.seqlab.study.worker;

import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunOutcome;
import io.seqlab.study.run.RunQueue;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Executes runs in a worker process. The process is reused for the next run, and replaced after a
 * run that did not finish.
 */
final class WorkerLauncher implements RunQueue.Launcher, AutoCloseable {
  private static final int SIGNAL_POLLS = 10;
  private static final long SIGNAL_POLL_NANOS = 100_000_000;

  private final WorkerOptions options;
  private WorkerProcess worker;
  private boolean stopped;

  WorkerLauncher(WorkerOptions options) {
    this.options = options;
  }

  /** Starts the process before its first run. */
  void start() throws IOException {
    worker();
  }

  @Override
  public RunOutcome launch(RunContext run) throws IOException {
    WorkerProcess process = worker();
    Optional<WorkerEvent.Ended> ended = process.execute(run);
    if (ended.isEmpty()) {
      int exit = discard();
      if (process.killed()) {
        run.listener().onWarning(run.key(), WorkerExit.notStopped(options.stopTimeout()));
      }
      String cause = WorkerExit.explain(exit, process.lastError());
      return run.own(lease -> recordExit(run, cause));
    }
    RunResult result = ended.get().result();
    if (result != null && result.status() != RunStatus.DONE) {
      discard();
    }
    return result != null && result.status() == RunStatus.STOPPED && stoppedAlone(run)
        ? RunOutcome.ended(Optional.of(new Failure("its process was stopped by a signal", false)))
        : ended.get().outcome();
  }

  /** Whether only the worker got a signal. One to all processes may reach this one later. */
  private static boolean stoppedAlone(RunContext run) {
    for (int i = 0; i < SIGNAL_POLLS && !run.cancellation().requested(); i++) {
      LockSupport.parkNanos(SIGNAL_POLL_NANOS);
    }
    return !run.cancellation().requested();
  }

  private synchronized WorkerProcess worker() throws IOException {
    if (worker == null) {
      worker = WorkerProcess.start(options);
    }
    if (stopped) {
      worker.stop();
    }
    return worker;
  }

  /** Ends the process; returns its exit code. */
  private int discard() {
    WorkerProcess old;
    synchronized (this) {
      old = worker;
      worker = null;
    }
    return old.end();
  }

  /** Records a run whose process died; not a failure if cancelled, as the signal may hit both. */
  private static Optional<Failure> recordExit(RunContext run, String cause) throws IOException {
    Optional<Failure> failure =
        run.cancellation().requested() ? Optional.empty() : Optional.of(new Failure(cause, false));
    String message = failure.map(Failure::message).orElse("");
    RunStatus status = failure.isPresent() ? RunStatus.FAILED : RunStatus.STOPPED;
    run.recordEnd(status, message);
    return failure;
  }

  /** Requests the active run and all later ones to stop. */
  synchronized void stop() {
    stopped = true;
    if (worker != null) {
      worker.stop();
    }
  }

  @Override
  public void close() {
    if (worker != null) {
      discard();
    }
  }
}
