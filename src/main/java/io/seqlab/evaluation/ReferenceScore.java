package io.seqlab.evaluation;

/**
 * The log-probability of a reference under teacher forcing.
 *
 * @param logProbability of all tokens, in nats; of end-of-sequence too if that is scored
 * @param tokens their number
 */
public record ReferenceScore(double logProbability, int tokens) {}
