package io.seqlab.study.run;

import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pending runs of a study, shared by all launchers. Runs are ordered by seed; within a seed,
 * the variants that took longest with an earlier seed go first, so that parallel workers finish at
 * about the same time.
 */
public final class RunQueue {
  private final List<RunContext> pending;
  private final int total;
  private final Map<String, Long> nanos = new HashMap<>();

  /** Executes runs one at a time, in this process or in a worker process. */
  @FunctionalInterface
  public interface Launcher {
    /**
     * Executes a run to its end or until cancelled, and notifies its listener. A failure is
     * recorded and returned, not thrown.
     */
    Optional<Failure> launch(RunContext run) throws IOException;
  }

  public RunQueue(List<RunContext> runs) {
    pending = new ArrayList<>(runs);
    total = runs.size();
  }

  /** Executes pending runs with one launcher until the queue is empty; returns the failures. */
  public List<Failure> drain(Launcher launcher) throws IOException {
    List<Failure> failures = new ArrayList<>();
    for (Optional<RunContext> run = next(failures); run.isPresent(); run = next(failures)) {
      long start = System.nanoTime();
      launcher.launch(run.get()).ifPresent(failures::add);
      recordDuration(run.get(), System.nanoTime() - start);
    }
    return failures;
  }

  /**
   * Takes the next unfinished run and notifies its listener; empty if none or cancelled. Adds runs
   * that are unreadable to the failures.
   */
  private synchronized Optional<RunContext> next(List<Failure> failures) throws IOException {
    while (!pending.isEmpty() && !pending.get(0).cancellation().requested()) {
      RunContext run = longest();
      pending.remove(run);
      int number = total - pending.size();
      Optional<ExistingRun> existing;
      try {
        existing = ExistingRun.of(run.folder(), run.key(), run.spec());
      } catch (UnreadableRunException e) {
        run.listener().onRunStarted(run.key(), number, total);
        RunResult failed = RunResult.started(run.key()).with(RunStatus.FAILED);
        run.listener().onRunEnded(run.key(), failed, e.getMessage());
        failures.add(new Failure(e.getMessage(), true));
        continue;
      }
      if (existing.isEmpty() || !existing.get().isDone(run.spec())) {
        run.listener().onRunStarted(run.key(), number, total);
        return Optional.of(run);
      }
      run.listener().onRunSkipped(run.key(), number, total);
    }
    return Optional.empty();
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
