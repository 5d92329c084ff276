package io.seqlab.result.record;

import com.fasterxml.jackson.annotation.JacksonInject;
import java.time.Instant;

/**
 * The contents of {@code run.json}: result, configuration and environment of a run.
 *
 * @param config resolved configuration with all defaults, as YAML
 * @param configHash SHA-256 of {@code config}; a rerun with the same hash reuses the result
 * @param data digests of its examples; unknown if they were not recorded when it was trained
 * @param start time of the first start
 * @param updated time of writing; for a finished run, its end
 * @param failure error message of a failed run or a trial that diverged, otherwise empty
 */
public record RunRecord(
    RunResult result,
    String config,
    String configHash,
    DataDigests data,
    Environment environment,
    Instant start,
    Instant updated,
    String failure) {
  // Not compact: an annotation of the component would also be one of the field, which is final.
  public RunRecord(
      RunResult result,
      String config,
      String configHash,
      @JacksonInject(DataDigests.ABSENT) DataDigests data,
      Environment environment,
      Instant start,
      Instant updated,
      String failure) {
    this.result = result;
    this.config = config;
    this.configHash = configHash;
    this.data = data;
    this.environment = environment;
    this.start = start;
    this.updated = updated;
    this.failure = failure;
  }
}
