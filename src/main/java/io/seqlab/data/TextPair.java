package io.seqlab.data;

/** A source line and its target line. */
record TextPair(String source, String target) {}
