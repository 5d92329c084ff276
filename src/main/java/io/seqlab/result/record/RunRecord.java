package io.seqlab.result.record;

import java.time.Instant;

/**
 * All that {@code run.json} says: what the run came to, and where it came from.
 *
 * @param config the resolved run, every default written out, as YAML
 * @param configHash SHA-256 of {@code config}, by which a finished run is known again
 * @param start when the run first started
 * @param updated when this record was written: of a finished run, its end
 * @param failure why the run failed; empty if it did not
 */
public record RunRecord(
    RunResult result,
    String config,
    String configHash,
    Environment environment,
    Instant start,
    Instant updated,
    String failure) {}
