/**
 * Measures of a model: the quality of its free answers, its probabilities, and what probes find
 * inside it. Shapes: B batch, S source length, T target length, H heads, D width, V vocabulary.
 */
package io.seqlab.probe;
