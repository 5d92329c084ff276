/**
 * Attention to encoder states: the score functions; the attention of recurrent decoders ({@link
 * io.seqlab.model.attention.SourceAttention}), with one head or several; and multi-head attention
 * for Transformers. Not here: where a decoder attends ({@code io.seqlab.model.rnn}, {@code
 * io.seqlab.model.transformer}).
 */
package io.seqlab.model.attention;
