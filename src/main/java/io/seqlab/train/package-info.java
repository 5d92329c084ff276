/**
 * The one loop that trains every model: loss, optimizer, schedule, clipping, early stopping,
 * checkpoints, events.
 *
 * <p>Randomness comes only from (seed, name of a stream, step), so that a run that was killed and
 * goes on from its last checkpoint ends with the same weights, bit for bit.
 */
package io.seqlab.train;
