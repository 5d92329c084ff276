/**
 * Generated tasks, one class for each; {@link io.seqlab.data.TaskLoader} calls the one that a
 * definition names. A task generates the same examples for every seed of a study. Not here: corpora
 * of text.
 */
package io.seqlab.data.task;
