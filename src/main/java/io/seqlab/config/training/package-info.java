/**
 * Training: batches, budget, optimizers and learning-rate schedules. Not here: the training loop,
 * which is in {@code io.seqlab.train}.
 */
package io.seqlab.config.training;
