/**
 * The records of a study file. {@link io.seqlab.config.StudySpec} is the whole file and {@link
 * io.seqlab.config.RunSpec} is the part that determines the outcome of one run. A record that
 * exists is valid: its constructor rejects values that cannot be run. Each default stands in one
 * {@link io.seqlab.config.schema.Default} beside its key and nowhere else.
 *
 * <p>Sub-packages hold the blocks of the file: {@code task}, {@code model}, {@code training},
 * {@code probe}, {@code claim} and {@code handin}; {@code measure} names what can be measured,
 * {@code schema} holds the annotations and checks that all records share, {@code yaml} reads and
 * writes. Not here: anything that acts on a record.
 */
package io.seqlab.config;
