/**
 * Names of everything a run can report: metrics, columns of {@code results.csv}, and the measures
 * of probes. Not here: their computation, which is in {@code io.seqlab.metric}, {@code
 * io.seqlab.evaluation} and {@code io.seqlab.probe}.
 */
package io.seqlab.config.measure;
