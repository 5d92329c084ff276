package io.seqlab.evaluation;

/**
 * The log-probability of a reference under teacher forcing.
 *
 * @param logProbability of all tokens and end-of-sequence, in nats
 * @param tokens their number, end-of-sequence included
 */
public record ReferenceScore(double logProbability, int tokens) {}
