/**
 * Measures of a model: the quality of its free answers, its probabilities, what probes find inside
 * it, and what it costs. Shapes: B batch, S source length, T target length, H heads, D width, V
 * vocabulary.
 */
package io.seqlab.probe;
