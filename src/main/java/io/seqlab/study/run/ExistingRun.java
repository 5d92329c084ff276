package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.util.Optional;

/** A run that an earlier command saved, possibly unfinished. */
record ExistingRun(RunRecord record, RunSpec spec) {

  /**
   * Reads the run in a folder; empty if there is none.
   *
   * @throws ConfigException if it was trained with settings that differ from {@code expected}
   */
  static Optional<ExistingRun> of(RunFolder folder, RunSpec expected) throws IOException {
    Optional<RunRecord> record = folder.readRecord();
    if (record.isEmpty()) {
      return Optional.empty();
    }
    RunSpec spec = read(record.get(), folder);
    if (!spec.hasSameTraining(expected)) {
      throw differentSettings(folder.path().toString(), null);
    }
    return Optional.of(new ExistingRun(record.get(), spec));
  }

  private static RunSpec read(RunRecord record, RunFolder folder) {
    try {
      return SpecReader.read(record.config(), "run.json", RunSpec.class);
    } catch (ConfigException e) {
      throw differentSettings(
          folder.path().toString(), e); // saved by a version with different keys
    }
  }

  static ConfigException differentSettings(String source, ConfigException cause) {
    return new ConfigException(
        "%s was trained with different settings; --fresh replaces it (unless --only excludes it), --out DIR keeps both"
            .formatted(source),
        cause);
  }

  /** Whether it is finished with exactly these settings, measures included. */
  boolean isDone(RunSpec expected) {
    return record.result().status() == RunStatus.DONE && spec.equals(expected);
  }
}
