package io.seqlab.result.record;

/** The data of a run: an entry of {@code data.json}. */
public record RunData(RunKey run, DataDigests data) {}
