/**
 * Runs a study from start to end ({@link io.seqlab.study.StudyRunner}) and tests the claims of
 * several studies ({@link io.seqlab.study.StudyVerdicts}). The steps have sub-packages: {@code
 * plan}, {@code run}, {@code worker}, {@code slurm}, {@code judge}; {@code estimate} predicts cost,
 * {@code trained} loads a finished run, {@code catalogue} lists models and data, {@code bench} and
 * {@code doctor} examine the machine.
 */
package io.seqlab.study;
