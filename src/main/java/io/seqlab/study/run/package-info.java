/**
 * Executes runs in this process: training, evaluation, probes, logs, resuming. Not here: worker
 * processes.
 */
package io.seqlab.study.run;
