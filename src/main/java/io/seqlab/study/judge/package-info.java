/**
 * Tests claims and computes verdicts. {@link io.seqlab.study.judge.Judge} reads only the committed
 * files of an experiment, and its random numbers depend only on the claim, so the same files
 * produce the same verdicts, byte for byte. With insufficient data a verdict is inconclusive.
 */
package io.seqlab.study.judge;
