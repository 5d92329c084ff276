/**
 * Linear probing of source tokens from encoder summary and states ({@link
 * io.seqlab.probe.retention.RetentionProbe}).
 */
package io.seqlab.probe.retention;
