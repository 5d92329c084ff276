package io.seqlab.study.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of a study that are still to be done, handed out to whoever is free: one seed after the
 * other, and of a seed what took longest with an earlier one first, so that all end together.
 */
public final class RunQueue {
  private final List<RunContext> left;
  private final int all;
  private final Map<String, Long> nanos = new HashMap<>();

  public RunQueue(List<RunContext> runs) {
    left = new ArrayList<>(runs);
    all = runs.size();
  }

  /** Executes what is left at one place; says why runs failed. */
  public List<Failure> drain(RunLauncher launcher) throws IOException {
    List<Failure> failures = new ArrayList<>();
    for (Optional<RunContext> run = next(); run.isPresent(); run = next()) {
      long begin = System.nanoTime();
      launcher.launch(run.get()).ifPresent(failures::add);
      took(run.get(), System.nanoTime() - begin);
    }
    return failures;
  }

  /** The next run that is not done, which its listener is told; none once they are called off. */
  private synchronized Optional<RunContext> next() throws IOException {
    while (!left.isEmpty() && !left.get(0).cancellation().requested()) {
      RunContext run = longest();
      left.remove(run);
      int number = all - left.size();
      Optional<ExistingRun> before = ExistingRun.of(run.folder(), run.spec());
      if (before.isEmpty() || !before.get().isDone(run.spec())) {
        run.listener().runStarted(run.key(), number, all);
        return Optional.of(run);
      }
      run.listener().runSkipped(run.key(), number, all);
    }
    return Optional.empty();
  }

  /** Of the seed that comes first; variants that are not known yet in the order of the study. */
  private RunContext longest() {
    long seed = left.get(0).key().seed();
    return left.stream()
        .filter(run -> run.key().seed() == seed)
        .min(
            Comparator.comparingLong(
                run -> -nanos.getOrDefault(run.key().variant(), Long.MAX_VALUE)))
        .orElseThrow();
  }

  private synchronized void took(RunContext run, long time) {
    nanos.put(run.key().variant(), time);
  }
}
