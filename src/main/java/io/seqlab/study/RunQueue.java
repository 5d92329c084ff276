package io.seqlab.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs of a study that are still to be done, handed out in their order to whoever is free. */
final class RunQueue {
  private final List<RunContext> runs;
  private int taken;

  RunQueue(List<RunContext> runs) {
    this.runs = runs;
  }

  /** Executes what is left at one place; says why runs failed. */
  List<Failure> drain(RunLauncher launcher) throws IOException {
    List<Failure> failures = new ArrayList<>();
    for (Optional<RunContext> run = next(); run.isPresent(); run = next()) {
      launcher.launch(run.get()).ifPresent(failures::add);
    }
    return failures;
  }

  /** The next run that is not done, which its listener is told; none once they are called off. */
  private synchronized Optional<RunContext> next() throws IOException {
    while (taken < runs.size() && !runs.get(taken).cancellation().requested()) {
      RunContext run = runs.get(taken++);
      Optional<EarlierRun> before = EarlierRun.of(run.folder(), run.spec());
      if (before.isEmpty() || !before.get().isDone(run.spec())) {
        run.listener().runStarted(run.key(), taken, runs.size());
        return Optional.of(run);
      }
      run.listener().runSkipped(run.key(), taken, runs.size());
    }
    return Optional.empty();
  }
}
