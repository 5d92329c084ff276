/**
 * Reading and writing the files of an experiment. {@link io.seqlab.result.file.ExperimentFolder} is
 * the folder of a study and {@link io.seqlab.result.file.RunFolder} the folder of one run. Files
 * are written atomically; numbers are written so that reading them gives the same value; a damaged
 * file is named in a {@link io.seqlab.result.file.CorruptFileException}. Not here: anything
 * computed from results.
 */
package io.seqlab.result.file;
