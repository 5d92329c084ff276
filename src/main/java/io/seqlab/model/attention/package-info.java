/**
 * Attention to encoder states: the score functions, attention with one head for recurrent decoders,
 * and multi-head attention for Transformers. Not here: where a decoder attends ({@code
 * io.seqlab.model.rnn}, {@code io.seqlab.model.transformer}).
 */
package io.seqlab.model.attention;
