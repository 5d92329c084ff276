/**
 * What all probes share: the interface ({@link io.seqlab.probe.core.Probe}), its input ({@link
 * io.seqlab.probe.core.ProbeContext}), its output ({@link io.seqlab.probe.core.Measurement}), and
 * tools of several probes: teacher forcing, random pairs, divergence of output distributions,
 * weight snapshots. Not here: any probe.
 */
package io.seqlab.probe.core;
