/**
 * Claims into verdicts. {@link io.seqlab.study.judge.Judge} reads only what stands in the committed
 * files of an experiment, and chance in it depends only on the claim, so the same files give the
 * same verdicts, byte for byte. Too little data is inconclusive.
 */
package io.seqlab.study.judge;
