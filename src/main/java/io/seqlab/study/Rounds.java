package io.seqlab.study;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.RunSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunKey;
import io.seqlab.study.plan.StudyDataCache;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunQueue;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Executes the runs of a study in rounds: the rungs of its search, then its looks.
 *
 * @param jobs number of runs that are executed at the same time
 */
record Rounds(
    QueueExecutor executor,
    Environment environment,
    int jobs,
    StudyListener listener,
    Cancellation cancellation) {

  /** Executes the runs of a queue, in this process or in workers. */
  @FunctionalInterface
  interface QueueExecutor {
    List<Failure> drain(RunQueue queue, StudyDataCache data) throws IOException;
  }

  /** Executes all runs of a plan that are not done; returns the failures. */
  List<Failure> execute(StudyPlan plan, Function<RunKey, RunFolder> folder) throws IOException {
    Map<TaskSpec, DataDigests> digests = plan.digests();
    RunQueue queue =
        new RunQueue(
            plan.runs().entrySet().stream()
                .map(
                    run ->
                        context(
                            run.getKey(),
                            run.getValue(),
                            digests.get(run.getValue().task()),
                            folder))
                .toList());
    return cancellation.protect(() -> executor.drain(queue, plan.data()));
  }

  private RunContext context(
      RunKey key, RunSpec spec, DataDigests data, Function<RunKey, RunFolder> folder) {
    return new RunContext(
        key, spec, data, folder.apply(key), environment, jobs, listener, cancellation);
  }
}
