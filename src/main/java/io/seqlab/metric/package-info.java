/**
 * Metrics of hypotheses against references: pure functions of two lists of the same length. {@code
 * corpus} is the value over all examples; fractions are from 0 to 1, BLEU from 0 to 100. Not here:
 * decoding and the choice of metrics ({@code io.seqlab.evaluation}).
 */
package io.seqlab.metric;
