package io.seqlab.evaluation;

/**
 * How probable a model finds a reference, teacher-forced on gold prefixes.
 *
 * @param logProbability of all tokens and the end of sequence, in nats
 * @param tokens how many, the end included
 */
public record ReferenceScore(double logProbability, int tokens) {}
