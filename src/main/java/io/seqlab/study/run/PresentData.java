package io.seqlab.study.run;

import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.Split;
import io.seqlab.result.record.DataDigests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Digests of the examples that are loaded now. A task that is not loaded may share splits with one
 * that is, as at the other points of a grid over its training text.
 */
final class PresentData {
  private final Map<List<Object>, String> digests = new HashMap<>();

  /** Of the loaded tasks. */
  PresentData(Map<TaskSpec, DataDigests> loaded) {
    loaded.forEach(
        (task, data) -> {
          for (Split split : Split.values()) {
            digests.put(key(task, split), split.select(data.train(), data.valid(), data.test()));
          }
        });
  }

  private static List<Object> key(TaskSpec task, Split split) {
    return List.of(split, TaskLoader.settings(task, split));
  }

  /** Those of a task; empty for a split that is not loaded. */
  DataDigests of(TaskSpec task) {
    return new DataDigests(
        digest(task, Split.TRAIN), digest(task, Split.VALID), digest(task, Split.TEST));
  }

  private String digest(TaskSpec task, Split split) {
    return digests.getOrDefault(key(task, split), "");
  }
}
