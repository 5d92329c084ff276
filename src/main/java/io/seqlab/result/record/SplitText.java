package io.seqlab.result.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a corpus gives to a split: an entry of {@code corpus.json}.
 *
 * @param task values of the keys of the task in the grid; empty without such keys
 * @param split name
 * @param pairs that are used
 * @param dropped numbers of pairs that are not, by reason
 * @param fewestReferences of an example; 1 in training, which uses the first
 * @param mostReferences likewise
 * @param inTraining how many examples stand in training too; zeros for training itself
 */
public record SplitText(
    Map<String, String> task,
    String split,
    long pairs,
    Map<String, Integer> dropped,
    int fewestReferences,
    int mostReferences,
    InTraining inTraining) {

  /**
   * Examples that stand in training too.
   *
   * @param sources examples whose source does
   * @param targets examples whose target does, with any source
   * @param pairs examples whose source does with the same target
   */
  public record InTraining(long sources, long targets, long pairs) {}

  public SplitText {
    task = Collections.unmodifiableMap(new LinkedHashMap<>(task));
    dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
  }

  /** The values of the keys of the task in the grid of a run. */
  public static Map<String, String> taskOf(RunKey run) {
    Map<String, String> task = new LinkedHashMap<>(run.grid());
    task.keySet().removeIf(key -> !key.startsWith("task."));
    return task;
  }
}
