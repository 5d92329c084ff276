/**
 * Answers of a model, found only through the steps of its decoder, and the probability of given
 * ones.
 */
package io.seqlab.decode;
