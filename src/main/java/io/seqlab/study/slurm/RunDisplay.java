package io.seqlab.study.slurm;

import io.seqlab.result.record.RunResult;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.worker.ElementFiles;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells the listeners of runs what is read from files: each run starts and ends once. */
final class RunDisplay {
  private final Map<RunContext, Integer> numbers = new HashMap<>();
  private final Set<RunContext> started = new LinkedHashSet<>();

  RunDisplay(List<RunContext> runs) {
    runs.forEach(run -> numbers.put(run, numbers.size() + 1));
  }

  int number(RunContext run) {
    return numbers.get(run);
  }

  int total() {
    return numbers.size();
  }

  void start(RunContext run) {
    if (started.add(run)) {
      run.listener().onRunStarted(run.key(), number(run), total());
    }
  }

  void progress(RunContext run, ElementFiles.Progress now) {
    start(run);
    run.listener().onPhase(run.key(), now.phase());
    if (now.progress() != null) {
      run.listener().onProgress(run.key(), now.progress());
    }
  }

  void warn(RunContext run, String message) {
    start(run);
    run.listener().onWarning(run.key(), message);
  }

  void end(RunContext run, RunResult result, String message) {
    start(run);
    started.remove(run);
    run.listener().onRunEnded(run.key(), result, message);
  }

  /** The listener has been told that a run ended. */
  void forget(RunContext run) {
    started.remove(run);
  }

  /** Another process ends the runs that have started. */
  void leave(String owner) {
    started.forEach(run -> run.listener().onRunElsewhere(run.key(), owner));
    started.clear();
  }
}
