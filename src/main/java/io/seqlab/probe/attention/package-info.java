/**
 * Probes of attention weights: how concentrated they are, how well they agree with gold alignments
 * ({@link io.seqlab.probe.attention.AttentionProbe}), and how the output changes when they are
 * ablated ({@link io.seqlab.probe.attention.AttentionAblationProbe}). Not here: attention maps of
 * single examples, which {@code io.seqlab.study.trained} writes.
 */
package io.seqlab.probe.attention;
