/** Parallel text: finding, verifying and reading its files. Not here: download, tokenization. */
package io.seqlab.data.corpus;
