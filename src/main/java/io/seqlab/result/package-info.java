/**
 * What is kept of an experiment, and the files it is kept in. {@link
 * io.seqlab.result.ExperimentFolder} is the folder of a study, {@link io.seqlab.result.RunFolder}
 * that of one of its runs. Every file appears whole or not at all; numbers are written so that they
 * read back equal; a damaged file is named in a {@link io.seqlab.result.CorruptFileException}.
 */
package io.seqlab.result;
