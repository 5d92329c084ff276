package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;

/**
 * What an encoder tells a decoder.
 *
 * @param states one state for each source position, (B, S, D)
 * @param padding which positions are not real
 * @param summary the whole source at a fixed size: all that a decoder without attention sees
 */
public record Encoding(NDArray states, Padding padding, Summary summary) {}
