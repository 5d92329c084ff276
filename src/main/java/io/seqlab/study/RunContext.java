package io.seqlab.study;

import io.seqlab.config.RunSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.config.yaml.SpecHash;
import io.seqlab.result.Environment;
import io.seqlab.result.RunFolder;
import io.seqlab.result.RunKey;
import io.seqlab.result.RunRecord;
import io.seqlab.result.RunResult;
import java.io.IOException;
import java.time.Instant;

/** One run, where its files go, and who hears of it. */
record RunContext(
    RunKey key,
    RunSpec spec,
    RunFolder folder,
    Environment environment,
    StudyListener listener,
    Cancellation cancellation) {

  /** Writes down what the run has come to, and why it failed, if it did. */
  void record(RunResult result, Instant start, String failure) throws IOException {
    String config = ResolvedYaml.write(spec);
    String hash = SpecHash.of(spec);
    folder.writeRecord(
        new RunRecord(result, config, hash, environment, start, Instant.now(), failure));
  }
}
