/**
 * Generated tasks, one class for each; {@link io.seqlab.data.TaskLoader} calls the one that a
 * definition names. Generated examples are the same for every seed of a study. Not here: corpora of
 * text.
 */
package io.seqlab.data.task;
