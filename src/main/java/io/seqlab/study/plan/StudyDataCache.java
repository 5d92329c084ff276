package io.seqlab.study.plan;

import io.seqlab.config.task.SplitSizes;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.result.record.DataDigests;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The data of tasks, loaded when first needed. Generated examples are kept for one seed at a time,
 * so that memory does not grow with the seeds of a study that draws examples for each.
 */
public final class StudyDataCache {
  private final Map<TaskSpec, StudyData> data = new HashMap<>();
  private final Map<TaskSpec, DataDigests> digests = new HashMap<>();

  /** The data of a task; drops examples that were generated from another seed. */
  public synchronized StudyData get(TaskSpec task) {
    Optional<Long> seed = seed(task);
    data.keySet()
        .removeIf(
            other ->
                seed.isPresent() && seed(other).filter(s -> !s.equals(seed.get())).isPresent());
    return data.computeIfAbsent(task, StudyData::load);
  }

  /** The digests of the data of a task, which stay when its examples are dropped. */
  public synchronized DataDigests digests(TaskSpec task) {
    DataDigests known = digests.get(task);
    if (known == null) {
      known = get(task).digests();
      digests.put(task, known);
    }
    return known;
  }

  private static Optional<Long> seed(TaskSpec task) {
    return task.exampleCounts().map(SplitSizes::streamSeed);
  }
}
