package io.seqlab.study.worker;

import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunLauncher;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Executes runs in a worker process, which lives on from run to run. After a run that was not
 * finished the next one begins in a new process.
 */
final class WorkerLauncher implements RunLauncher {
  private final List<String> command;
  private WorkerProcess worker;
  private boolean stopped;

  WorkerLauncher(List<String> command) {
    this.command = command;
  }

  /** Starts the process before there is a run. */
  void start() throws IOException {
    worker();
  }

  @Override
  public Optional<Failure> launch(RunContext run) throws IOException {
    WorkerProcess process = worker();
    Optional<WorkerEvent.Ended> ended = process.execute(run);
    if (ended.isEmpty()) {
      return died(run, WorkerExit.explain(discard(), process.said()));
    }
    if (ended.get().result().status() != RunStatus.DONE) {
      discard();
    }
    return Optional.ofNullable(ended.get().failure());
  }

  private synchronized WorkerProcess worker() throws IOException {
    if (worker == null) {
      worker = WorkerProcess.start(command);
    }
    if (stopped) {
      worker.stop();
    }
    return worker;
  }

  /** Ends the process; says its exit code. */
  private int discard() {
    WorkerProcess old;
    synchronized (this) {
      old = worker;
      worker = null;
    }
    return old.end();
  }

  /** A process that dies when all is called off, by the same Ctrl-C maybe, is no failure. */
  private static Optional<Failure> died(RunContext run, String why) throws IOException {
    Optional<Failure> failure =
        run.cancellation().requested() ? Optional.empty() : Optional.of(new Failure(why, false));
    String message = failure.map(Failure::message).orElse("");
    RunStatus status = failure.isPresent() ? RunStatus.FAILED : RunStatus.STOPPED;
    Optional<RunRecord> last = run.folder().readRecord();
    RunResult result =
        last.map(RunRecord::result).orElse(RunResult.started(run.key())).with(status);
    run.record(result, last.map(RunRecord::start).orElseGet(Instant::now), message);
    run.listener().runEnded(run.key(), result, message);
    return failure;
  }

  /** Asks for the run in hand to be stopped, and for any that comes. */
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
