/**
 * Probes: one record for each value of {@code type} under {@code probes:}, with the measures that
 * it produces. Not here: the probes themselves, which are in {@code io.seqlab.probe}.
 */
package io.seqlab.config.probe;
