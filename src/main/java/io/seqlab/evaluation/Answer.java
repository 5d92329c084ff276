package io.seqlab.evaluation;

import java.util.List;

/**
 * The output of a model for one example under free-running decoding.
 *
 * @param source tokens
 * @param reference tokens
 * @param tokens of the output
 * @param logProbability of the output, in nats
 * @param attention weights (T, S) over the encoded source, end-of-sequence included on both sides;
 *     empty if not kept
 */
public record Answer(
    List<String> source,
    List<String> reference,
    List<String> tokens,
    double logProbability,
    List<float[]> attention) {}
