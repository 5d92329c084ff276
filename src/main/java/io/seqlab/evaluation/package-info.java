/**
 * Evaluation of a model on examples: its output under free-running decoding, the probability of
 * references under teacher forcing, and the metrics of both, for the whole set or for parts of it.
 * Not here: metric formulas ({@code io.seqlab.metric}) and search ({@code io.seqlab.decode}).
 */
package io.seqlab.evaluation;
