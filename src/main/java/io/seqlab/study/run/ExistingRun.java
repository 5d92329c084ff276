package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunStatus;
import io.seqlab.train.Checkpoint;
import io.seqlab.train.CheckpointOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A run that an earlier command saved, possibly unfinished. */
record ExistingRun(RunRecord record, RunSpec spec) {

  /**
   * Reads the run in a folder; empty if there is none.
   *
   * @param present data of its task; not compared if unknown
   * @throws UnreadableRunException if it is damaged or was saved by a version with other keys
   * @throws ConfigException if it was trained with settings that differ from {@code expected}, or
   *     on other data
   */
  static Optional<ExistingRun> of(
      RunFolder folder, RunKey key, RunSpec expected, DataDigests present) throws IOException {
    Optional<RunRecord> record;
    RunSpec spec;
    try {
      record = folder.readRecord(key);
      if (record.isEmpty()) {
        requireNoCheckpoint(folder, key);
        return Optional.empty();
      }
      spec = SpecReader.read(record.get().config(), "config", RunSpec.class);
    } catch (CorruptFileException e) {
      throw new UnreadableRunException(folder.path(), key, e.reason(), e);
    } catch (ConfigException e) {
      throw new UnreadableRunException(folder.path(), key, e.getMessage(), e);
    }
    if (!spec.hasSameTraining(expected)) {
      throw differentSettings(folder.path().toString());
    }
    ChangedData.require(folder.path().toString(), expected.task(), record.get().data(), present);
    return Optional.of(new ExistingRun(record.get(), spec));
  }

  /** Keeps the rows of a run whose record was lost: without it, its checkpoints are unusable. */
  private static void requireNoCheckpoint(RunFolder folder, RunKey key) throws IOException {
    Path latest = folder.checkpoints().resolve("latest");
    if (new Checkpoint(latest, CheckpointOrigin.NONE).exists()) {
      throw new UnreadableRunException(
          folder.path(), key, "it is missing beside checkpoints", null);
    }
  }

  static ConfigException differentSettings(String source) {
    return new ConfigException(
        "%s was trained with different settings; --fresh replaces it (unless --only excludes it), --out DIR keeps both"
            .formatted(source));
  }

  /** The error for a row of a run or trial whose model the saved study does not have any more. */
  static ConfigException unknownSettings(ExperimentFolder experiment, String table, String name) {
    return new ConfigException(
        "the settings of %s (%s) are not known, as %s does not have it any more; restore that file to keep it, --fresh repeats it (unless --only excludes it), --out DIR keeps both"
            .formatted(experiment.file(table), name, experiment.file("study.yaml")));
  }

  /** Whether it is finished with exactly these settings, measures included. */
  boolean isDone(RunSpec expected) {
    return record.result().status() == RunStatus.DONE && spec.equals(expected);
  }
}
