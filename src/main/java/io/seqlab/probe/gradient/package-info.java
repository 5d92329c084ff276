/**
 * How far gradients reach back over the source: norms of the derivatives of encoder and decoder
 * outputs with respect to each source embedding.
 */
package io.seqlab.probe.gradient;
