/**
 * Where examples come from and how they reach a model: tasks, corpora, tokenizers, vocabularies and
 * batches, all in plain Java arrays.
 *
 * <p>A generated task holds the same examples for every seed of a study; only the order of the
 * batches depends on the seed. Randomness comes from {@link io.seqlab.data.RandomStream} alone.
 * What is wrong with a file is a {@link io.seqlab.data.DataException}, whose message can be printed
 * as it is.
 */
package io.seqlab.data;
