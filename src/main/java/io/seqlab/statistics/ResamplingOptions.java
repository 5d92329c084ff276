package io.seqlab.statistics;

/**
 * How often chance is asked.
 *
 * @param count of draws; one less than a round number makes the order statistics exact
 * @param seed of the generator, on which alone the draws depend
 */
public record ResamplingOptions(int count, long seed) {}
