/**
 * The contract of a probe ({@link io.seqlab.probe.core.Probe}), what it is given ({@link
 * io.seqlab.probe.core.ProbeContext}) and what it returns ({@link
 * io.seqlab.probe.core.Measurement}), with the tools that several probes use. Not here: any one
 * probe.
 */
package io.seqlab.probe.core;
