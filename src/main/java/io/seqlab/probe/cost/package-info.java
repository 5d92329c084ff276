/**
 * Time, memory and operation counts of a model ({@link io.seqlab.probe.cost.CostProbe}), and the
 * timer and memory measurements that {@code seqlab bench}, estimates and runs use too. Not here:
 * accuracy.
 */
package io.seqlab.probe.cost;
