/**
 * {@link io.seqlab.probe.Probes} maps the definition of a probe to its implementation. A probe
 * takes measures beyond test metrics; each kind has a sub-package, {@code core} holds what they
 * share. Shapes: B batch, S source length, T target length, H heads, D model size, V vocabulary.
 */
package io.seqlab.probe;
