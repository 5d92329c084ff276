package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.util.Optional;

/** What an earlier start has left of a run. */
record ExistingRun(RunRecord record, RunSpec spec) {

  /**
   * The run in a folder; empty if there is none.
   *
   * @throws ConfigException if it is of other settings than these, so that its weights are of no
   *     use
   */
  static Optional<ExistingRun> of(RunFolder folder, RunSpec wanted) throws IOException {
    Optional<RunRecord> record = folder.readRecord();
    if (record.isEmpty()) {
      return Optional.empty();
    }
    RunSpec spec = read(record.get(), folder);
    if (!spec.hasSameTraining(wanted)) {
      throw otherSettings(folder.path().toString(), null);
    }
    return Optional.of(new ExistingRun(record.get(), spec));
  }

  private static RunSpec read(RunRecord record, RunFolder folder) {
    try {
      return SpecReader.read(record.config(), "run.json", RunSpec.class);
    } catch (ConfigException e) {
      throw otherSettings(folder.path().toString(), e); // saved by a version that had other keys
    }
  }

  static ConfigException otherSettings(String place, ConfigException cause) {
    return new ConfigException(
        "%s holds a run of other settings; --fresh replaces it unless --only leaves it out, --out DIR keeps both"
            .formatted(place),
        cause);
  }

  /** Whether it was trained to its end, whatever was measured then. */
  boolean isTrained() {
    return record.result().status() == RunStatus.DONE;
  }

  /** Whether nothing of what is wanted is missing. */
  boolean isDone(RunSpec wanted) {
    return isTrained() && spec.equals(wanted);
  }
}
