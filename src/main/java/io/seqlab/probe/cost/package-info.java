/**
 * Cost of a model: time, memory, counted operations, and how they grow with length. Also the
 * stopwatch and memory measurements that benchmarks and estimates use.
 */
package io.seqlab.probe.cost;
