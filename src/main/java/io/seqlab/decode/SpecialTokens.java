package io.seqlab.decode;

/** The ids that begin and end an answer. */
public record SpecialTokens(int begin, int end) {}
