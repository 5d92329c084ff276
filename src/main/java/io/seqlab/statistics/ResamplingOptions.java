package io.seqlab.statistics;

/**
 * Options of a bootstrap or randomization test.
 *
 * @param resamples number of resamples; one less than a round number gives exact order statistics
 * @param seed of the random generator; equal seeds give equal resamples
 */
public record ResamplingOptions(int resamples, long seed) {}
