package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;

/**
 * One step of a decoder.
 *
 * @param logits scores of the next token, (B, V)
 * @param state the state after this step
 * @param attention the weights it used, (B, S), over heads averaged in the top layer; null for a
 *     decoder without attention
 */
public record DecoderStep(NDArray logits, DecoderState state, NDArray attention) {}
