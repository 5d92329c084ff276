package io.seqlab.data.corpus;

/** A source line and its target line. */
public record TextPair(String source, String target) {}
