/**
 * Decoding: greedy search, beam search, and log-probabilities of given targets. Only the interface
 * {@code Decoder} is used, never a particular model. Not here: metrics of the output ({@code
 * io.seqlab.evaluation}).
 */
package io.seqlab.decode;
