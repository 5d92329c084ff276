/**
 * Scores of answers against references: pure functions of two lists of the same length, whose
 * entries belong together. {@code corpus} is the value over all examples; shares are from 0 to 1,
 * BLEU from 0 to 100.
 */
package io.seqlab.metric;
