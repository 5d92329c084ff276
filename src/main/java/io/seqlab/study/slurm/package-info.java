/**
 * Executes runs as jobs of the scheduler Slurm ({@code --on slurm}).
 *
 * <p>{@link io.seqlab.study.slurm.SlurmExecutor} writes the unfinished runs of a round to files of
 * the experiment, an element of a job array each or several, and submits the array. An element is a
 * worker without a parent ({@link io.seqlab.study.worker.ElementWorker}). The command watches its
 * files, asks the scheduler seldom, and submits again what was lost. The leases of run folders, not
 * the scheduler, decide who may write a run.
 */
package io.seqlab.study.slurm;
