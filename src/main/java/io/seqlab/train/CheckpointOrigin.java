package io.seqlab.train;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a checkpoint belongs to; written into it, and compared when it is read.
 *
 * @param run the run as the argument of {@code --only}, such as {@code model=luong,seed=1}; empty
 *     if the checkpoint belongs to no run
 * @param started when the run was first started; tells runs of equal names apart
 * @param files SHA-256 digest of each file outside the checkpoint that its weights depend on, by
 *     path relative to the checkpoint
 */
public record CheckpointOrigin(String run, String started, Map<String, String> files) {
  /** No run, as in a measurement of speed. */
  public static final CheckpointOrigin NONE = new CheckpointOrigin("", "", Map.of());

  public CheckpointOrigin {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** The first line of the digests. */
  String title() {
    return run.isEmpty() ? "# checkpoint" : "# run " + run + " started " + started;
  }

  /** The command that repeats the run. */
  String repeatCommand() {
    return "seqlab run STUDY.yaml --fresh --only "
        + (run.isEmpty() ? "model=NAME,seed=N" : "'" + run + "'");
  }
}
