/** Quality of free-running outputs on slices of the test examples. */
package io.seqlab.probe.slices;
