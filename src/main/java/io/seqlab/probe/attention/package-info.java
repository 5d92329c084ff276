/**
 * Probes of attention weights: where they fall, how concentrated they are, whether they match gold
 * alignments, and what changes when they are replaced.
 */
package io.seqlab.probe.attention;
