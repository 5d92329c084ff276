/**
 * Quality of free-running output on slices of the test examples, by length, position, frequency and
 * alignment ({@link io.seqlab.probe.slices.SlicesProbe}).
 */
package io.seqlab.probe.slices;
