/**
 * What a linear classifier can still read of the source from the encoder's summary and states (a
 * "linear probe").
 */
package io.seqlab.probe.retention;
