/**
 * Tasks: one record for each value of {@code task.type}, and descriptors of datasets. Not here: the
 * generators and readers of the data, which are in {@code io.seqlab.data}.
 */
package io.seqlab.config.task;
