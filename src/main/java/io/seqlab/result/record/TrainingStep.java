package io.seqlab.result.record;

/**
 * One training step: a line of {@code metrics.jsonl}.
 *
 * @param tokens target tokens without padding so far
 * @param seconds training time so far, without validation and checkpoints
 * @param loss mean loss per token of the batch, in nats
 * @param gradientNorm global norm of the gradients before clipping
 */
public record TrainingStep(
    long step,
    long tokens,
    double seconds,
    double learningRate,
    double loss,
    double gradientNorm) {}
