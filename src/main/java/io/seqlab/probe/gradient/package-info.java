/**
 * Derivatives of encoder summary, encoder states and loss with respect to the encoder's input, and
 * how they change with distance ({@link io.seqlab.probe.gradient.GradientProbe}). Not here:
 * gradients of training, which {@code io.seqlab.train} logs.
 */
package io.seqlab.probe.gradient;
