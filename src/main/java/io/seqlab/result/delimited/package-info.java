/**
 * Delimited text files: CSV and TSV tables of runs, measures, examples, trials, validations and
 * predictions. A value outside the range of its column is named with file, row and column in a
 * {@link io.seqlab.result.delimited.CorruptFileException}.
 */
package io.seqlab.result.delimited;
