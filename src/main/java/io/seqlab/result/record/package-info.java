/**
 * The records of a finished experiment: runs, results, measures, predictions, verdicts, provenance.
 * Not here: their files, which are in {@code result.file}.
 */
package io.seqlab.result.record;
