/**
 * Runs a study from start to end ({@link io.seqlab.study.StudyRunner}) and judges the claims of
 * several studies ({@link io.seqlab.study.StudyVerdicts}). Each step has a sub-package: {@code
 * plan}, {@code run}, {@code worker}, {@code estimate}, {@code judge}; {@code trained} opens a
 * finished run.
 */
package io.seqlab.study;
