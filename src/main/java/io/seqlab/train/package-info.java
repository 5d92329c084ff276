/**
 * Training: the loop ({@link io.seqlab.train.Trainer}, with early stopping), loss, optimizers,
 * learning rate schedules, gradient clipping and checkpoints. Not here: what a run records and
 * validates ({@code io.seqlab.study.run}).
 *
 * <p>All randomness derives from (seed, stream name, step), so that a resumed run ends with the
 * same weights as an uninterrupted one, bit for bit.
 */
package io.seqlab.train;
