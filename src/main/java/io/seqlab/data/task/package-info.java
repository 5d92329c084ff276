/**
 * Generated tasks, one class for each. {@link io.seqlab.data.task.TaskGenerators} maps a definition
 * to its generator. A task generates the same examples for every seed of a study. Not here: corpora
 * of text.
 */
package io.seqlab.data.task;
