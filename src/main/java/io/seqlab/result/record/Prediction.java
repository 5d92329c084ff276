package io.seqlab.result.record;

/**
 * A test example and the model's output: one row of {@code predictions.tsv}.
 *
 * @param logProbability of the hypothesis given the source, in nats
 */
public record Prediction(
    String source, String reference, String hypothesis, double logProbability) {}
