/**
 * Intervals, tests and effect sizes: pure functions of numbers. Shapes: S seeds, N examples, K sums
 * of a metric. Random results depend only on the given seed. A level is the probability of error:
 * 0.05 for a 95 % interval. Undefined results are NaN.
 */
package io.seqlab.statistics;
