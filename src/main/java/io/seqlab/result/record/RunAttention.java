package io.seqlab.result.record;

/** An attention map of a run. */
public record RunAttention(RunKey run, AttentionMap map) {}
