/**
 * Reading and writing the files of an experiment. {@link io.seqlab.result.file.ExperimentFolder} is
 * the folder of a study and {@link io.seqlab.result.file.RunFolder} the folder of one run. Files
 * are written atomically; numbers round-trip exactly; an invalid file is named in a {@link
 * io.seqlab.result.delimited.CorruptFileException}. Nothing is computed from results here.
 */
package io.seqlab.result.file;
