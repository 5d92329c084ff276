package io.seqlab.decode;

/** Ids of beginning-of-sequence and end-of-sequence. */
public record SpecialTokens(int begin, int end) {}
