package io.seqlab.data.corpus;

/** A source line and the parallel target line. */
public record TextPair(String source, String target) {}
