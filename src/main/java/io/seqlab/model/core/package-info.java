/**
 * The contract every model keeps: an encoder reads the source once, a decoder answers for all
 * target positions at once or one step at a time, and both ways give the same numbers.
 *
 * <p>Letters of shapes, here and in every model room: B batch, S source length, T target length, D
 * width of the encoder's states, H heads (or, in recurrent rooms, the hidden width), E embedding, V
 * vocabulary, K beam. Batch first.
 */
package io.seqlab.model.core;
