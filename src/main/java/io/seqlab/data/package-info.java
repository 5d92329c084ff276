/**
 * Loads tokenized examples and vocabularies of a task: {@link io.seqlab.data.TaskLoader} is the
 * entry point. Data are plain Java arrays and lists.
 *
 * <p>{@code core} holds examples, splits and random streams; {@code task} the generators; {@code
 * corpus} text files, {@code fetch} their download; {@code text} tokenizer and vocabulary; {@code
 * batch} padded batches.
 */
package io.seqlab.data;
