package io.seqlab.config;

/**
 * Source lengths of the splits, chosen apart, so that a model can be tested on lengths it never
 * saw.
 */
public record SplitLengths(
    @Default("[1, 20]") LengthRange train,
    @Default("[1, 20]") LengthRange valid,
    @Default("[1, 20]") LengthRange test) {}
