package io.seqlab.result.record;

/** An attention map and the run it belongs to. */
public record RunAttention(RunKey run, AttentionMap map) {}
