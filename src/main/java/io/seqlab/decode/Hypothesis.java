package io.seqlab.decode;

/**
 * One answer.
 *
 * @param tokens ids, end-of-sequence left out
 * @param logProbability of the tokens and of the end after them, in nats; without the end if the
 *     answer was cut off
 * @param attention weights over the source of each token and of the end, (T, S) or (T + 1, S);
 *     empty if not kept or if the model has none
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared; copying long answers would only cost time
public record Hypothesis(int[] tokens, double logProbability, float[][] attention) {}
