package io.seqlab.study.run;

import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.FolderLeases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pending runs of a study, shared by all launchers. Runs are ordered by seed; within a seed,
 * the variants that took longest with an earlier seed go first, so that parallel workers finish at
 * about the same time.
 *
 * <p>Runs that other processes execute, and those whose training another run shares ({@link
 * SharedTraining}) that is being executed, are put aside until all others have ended, and then
 * waited for: one that is done counts as if it had been executed here, one whose process has ended
 * or is stale is executed here.
 */
public final class RunQueue {
  private static final int POLL_MILLISECONDS = 1000;
  private static final int CANCELLATION_POLL_MILLISECONDS = 50;

  private final List<RunContext> pending;
  private final List<RunContext> elsewhere = new ArrayList<>();
  private final Set<RunContext> everElsewhere = new HashSet<>();
  private final List<RunContext> executing = new ArrayList<>();
  private final List<RunContext> all;
  private final int total;
  private final Map<String, Long> nanos = new HashMap<>();
  private boolean toldWaiting;

  /** Executes runs one at a time, in this process or in a worker process. */
  @FunctionalInterface
  public interface Launcher {
    /**
     * Executes a run to its end or until cancelled, and notifies its listener. A failure is
     * recorded and returned, not thrown.
     */
    RunOutcome launch(RunContext run) throws IOException;
  }

  public RunQueue(List<RunContext> runs) {
    pending = new ArrayList<>(runs);
    all = List.copyOf(runs);
    total = runs.size();
  }

  /** All runs, also those that are done. */
  public List<RunContext> runs() {
    return all;
  }

  /**
   * Executes pending runs with one launcher until the queue is empty and no run is executed by
   * another process, or until cancelled; returns the failures.
   */
  public List<Failure> drain(Launcher launcher) throws IOException {
    List<Failure> failures = new ArrayList<>();
    for (Optional<RunContext> run = next(failures); run.isPresent(); run = next(failures)) {
      long start = System.nanoTime();
      RunOutcome outcome = launch(launcher, run.get());
      outcome.failure().ifPresent(failures::add);
      if (outcome.owner().isPresent()) {
        run.get().listener().onRunElsewhere(run.get().key(), outcome.owner().get());
        putAside(run.get());
      } else {
        recordDuration(run.get(), System.nanoTime() - start);
      }
    }
    return failures;
  }

  /** A fault in one run never takes the others down. */
  private RunOutcome launch(Launcher launcher, RunContext run) {
    try {
      return launcher.launch(run);
    } catch (IOException e) { // such as a folder that cannot be written
      Failure failure = Failure.of(e).orElseThrow();
      RunResult failed = RunResult.started(run.key()).with(RunStatus.FAILED);
      run.listener().onRunEnded(run.key(), failed, failure.message());
      return RunOutcome.ended(Optional.of(failure));
    } finally {
      synchronized (this) {
        executing.remove(run);
      }
    }
  }

  /** The next run to execute; waits for other processes if there is no other. */
  private Optional<RunContext> next(List<Failure> failures) throws IOException {
    Optional<RunContext> run = take(failures);
    while (run.isEmpty() && waitForOthers()) {
      run = take(failures);
    }
    return run;
  }

  /**
   * Takes the next unfinished run and notifies its listener; empty if none or cancelled. Adds runs
   * that are unreadable to the failures.
   */
  private synchronized Optional<RunContext> take(List<Failure> failures) throws IOException {
    while (!pending.isEmpty() && !pending.get(0).cancellation().requested()) {
      RunContext run = longest();
      pending.remove(run);
      int number = total - pending.size() - elsewhere.size();
      Optional<String> owner = FolderLeases.ofThisProcess().owner(run.folder().path());
      boolean done;
      try {
        done = run.isDone();
      } catch (UnreadableRunException e) {
        run.listener().onRunStarted(run.key(), number, total);
        RunResult failed = RunResult.started(run.key()).with(RunStatus.FAILED);
        run.listener().onRunEnded(run.key(), failed, e.getMessage());
        failures.add(new Failure(e.getMessage(), true));
        continue;
      }
      if (done) {
        if (everElsewhere.contains(run)) {
          run.listener().onRunDoneElsewhere(run.key(), number, total);
        } else {
          run.listener().onRunSkipped(run.key(), number, total);
        }
      } else if (owner.isPresent() || new SharedTraining(run).isTrainedElsewhere(executing, all)) {
        putAside(run);
      } else {
        executing.add(run);
        run.listener().onRunStarted(run.key(), number, total);
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  private synchronized void putAside(RunContext run) {
    elsewhere.add(run);
    everElsewhere.add(run);
  }

  /** Waits a second, then makes the runs of other processes pending again; false if none. */
  private boolean waitForOthers() throws IOException {
    List<RunContext> waiting = tellWaiting();
    long end = System.nanoTime() + POLL_MILLISECONDS * 1_000_000L;
    while (!waiting.isEmpty() && System.nanoTime() < end) {
      if (waiting.get(0).cancellation().requested() || !sleep()) {
        return false;
      }
    }
    synchronized (this) {
      pending.addAll(elsewhere);
      elsewhere.clear();
    }
    return !waiting.isEmpty();
  }

  /** The runs of other processes; tells the listener at the first call with any. */
  private synchronized List<RunContext> tellWaiting() throws IOException {
    if (!toldWaiting && !elsewhere.isEmpty()) {
      RunContext first = elsewhere.get(0);
      Optional<String> owner = FolderLeases.ofThisProcess().owner(first.folder().path());
      owner.ifPresent(process -> first.listener().onWaiting(elsewhere.size(), process));
      toldWaiting = owner.isPresent();
    }
    return List.copyOf(elsewhere);
  }

  private static boolean sleep() {
    try {
      Thread.sleep(CANCELLATION_POLL_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The longest run of the first seed; variants without a known duration go first, in order. */
  private RunContext longest() {
    long seed = pending.get(0).key().seed();
    return pending.stream()
        .filter(run -> run.key().seed() == seed)
        .min(
            Comparator.comparingLong(
                run -> -nanos.getOrDefault(run.key().variant(), Long.MAX_VALUE)))
        .orElseThrow();
  }

  private synchronized void recordDuration(RunContext run, long duration) {
    nanos.put(run.key().variant(), duration);
  }
}
