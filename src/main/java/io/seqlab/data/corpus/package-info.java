/** Parallel text: finding, downloading, verifying and reading its files. Not here: tokenization. */
package io.seqlab.data.corpus;
