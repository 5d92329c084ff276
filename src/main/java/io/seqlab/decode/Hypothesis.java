package io.seqlab.decode;

/**
 * A decoded sequence.
 *
 * @param tokens ids without end-of-sequence
 * @param logProbability of the tokens and end-of-sequence, in nats; without end-of-sequence if the
 *     maximum length was reached
 * @param attention weights over the source for each token and end-of-sequence, (T, S) or (T + 1,
 *     S); empty if not kept or without attention
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies would cost time
public record Hypothesis(int[] tokens, double logProbability, float[][] attention) {}
