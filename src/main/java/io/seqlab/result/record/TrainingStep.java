package io.seqlab.result.record;

/**
 * A step of training: one line of {@code metrics.jsonl}.
 *
 * @param tokens real target tokens trained on so far
 * @param seconds of training so far, validation and saving left out
 * @param loss mean loss a token of this step's batch, in nats
 * @param gradientNorm global norm of the gradients before clipping
 */
public record TrainingStep(
    long step,
    long tokens,
    double seconds,
    double learningRate,
    double loss,
    double gradientNorm) {}
