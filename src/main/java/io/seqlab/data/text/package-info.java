/** Tokenizer and vocabulary. Not here: batches. */
package io.seqlab.data.text;
