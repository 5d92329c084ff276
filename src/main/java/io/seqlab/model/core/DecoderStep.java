package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;

/**
 * The result of one step of a decoder.
 *
 * @param logits of the next token, (B, V)
 * @param state after the step
 * @param attention weights over the source, (B, S): with several heads, the mean over the heads of
 *     the top layer; null for a decoder without attention
 */
public record DecoderStep(NDArray logits, DecoderState state, NDArray attention) {}
