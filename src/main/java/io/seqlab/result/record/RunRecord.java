package io.seqlab.result.record;

import java.time.Instant;

/**
 * The contents of {@code run.json}: result, configuration and environment of a run.
 *
 * @param config resolved configuration with all defaults, as YAML
 * @param configHash SHA-256 of {@code config}; a rerun with the same hash reuses the result
 * @param start time of the first start
 * @param updated time of writing; for a finished run, its end
 * @param failure error message of a failed run or a trial that diverged, otherwise empty
 */
public record RunRecord(
    RunResult result,
    String config,
    String configHash,
    Environment environment,
    Instant start,
    Instant updated,
    String failure) {}
