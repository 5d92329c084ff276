/**
 * Measures of a trained model: the quality of its free answers, its probabilities, and how both
 * change over length.
 */
package io.seqlab.probe;
