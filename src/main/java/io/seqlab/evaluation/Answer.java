package io.seqlab.evaluation;

import java.util.List;

/**
 * A model's free answer to one example, beside the reference.
 *
 * @param source tokens
 * @param reference tokens
 * @param tokens of the answer
 * @param logProbability of the answer, in nats
 * @param attention weights (T, S) over the encoded source, end-of-sequence included on both sides;
 *     empty if not kept
 */
public record Answer(
    List<String> source,
    List<String> reference,
    List<String> tokens,
    double logProbability,
    List<float[]> attention) {}
