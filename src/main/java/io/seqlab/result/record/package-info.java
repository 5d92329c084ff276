/**
 * The records of a finished experiment: runs, results, measures, predictions, provenance. Files are
 * read and written in {@code result.file}.
 */
package io.seqlab.result.record;
