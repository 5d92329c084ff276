/**
 * The Transformer's encoder and decoder (Vaswani et al. 2017). Not here: multi-head attention
 * ({@code io.seqlab.model.attention}) and positional encodings ({@code io.seqlab.model.core}).
 */
package io.seqlab.model.transformer;
