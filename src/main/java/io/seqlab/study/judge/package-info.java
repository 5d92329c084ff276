/**
 * Claims to verdicts. {@link io.seqlab.study.judge.Judge} reads only the committed files of an
 * experiment, and its random draws depend only on the claim, so the same files give the same
 * verdicts, byte for byte. Insufficient data is inconclusive.
 */
package io.seqlab.study.judge;
