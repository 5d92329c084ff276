/**
 * Intervals, tests and effect sizes: pure functions of numbers. In shapes, S seeds, N examples, K
 * sums behind a metric. What is random depends on nothing but a seed that is given. A level is the
 * probability of error, 0.05 for an interval of 95 %; NaN stands for what the numbers cannot say.
 */
package io.seqlab.statistics;
