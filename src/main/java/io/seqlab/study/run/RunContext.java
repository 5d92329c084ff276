package io.seqlab.study.run;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.RunSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.config.yaml.SpecHash;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import java.io.IOException;
import java.time.Instant;

/** A run to execute, with its folder, environment, listener and cancellation. */
public record RunContext(
    RunKey key,
    RunSpec spec,
    RunFolder folder,
    Environment environment,
    StudyListener listener,
    Cancellation cancellation) {

  /**
   * Whether the folder holds this run, finished with exactly these settings.
   *
   * @throws io.seqlab.config.schema.ConfigException if it was trained with other settings
   */
  public boolean isDone() throws IOException {
    return ExistingRun.of(folder, key, spec).filter(existing -> existing.isDone(spec)).isPresent();
  }

  /** Writes run.json; {@code failure} is the error of a failed run, else empty. */
  public void writeRecord(RunResult result, Instant start, String failure) throws IOException {
    String config = ResolvedYaml.write(spec);
    String hash = SpecHash.of(spec);
    folder.writeRecord(
        new RunRecord(result, config, hash, environment, start, Instant.now(), failure));
  }
}
