/**
 * Turns the definition of a task into tokenized examples and their vocabularies: {@link
 * io.seqlab.data.TaskLoader} is the entry point. Everything is held in plain Java arrays and lists.
 *
 * <p>{@code core} holds examples, splits and random streams; {@code task} the generators; {@code
 * corpus} text files and their download; {@code text} tokenizer and vocabulary; {@code batch}
 * padded batches.
 */
package io.seqlab.data;
