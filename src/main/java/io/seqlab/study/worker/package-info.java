/**
 * Executes runs in worker processes ({@code --jobs}), which exchange JSON lines with the parent.
 *
 * <p>{@link io.seqlab.study.worker.WorkerPool} starts the processes ({@code seqlab worker}) while
 * the study is planned, and then gives each a thread that takes runs from the queue. {@code
 * WorkerProcess} sends a {@code WorkerRequest} to the standard input of its process, where {@link
 * io.seqlab.study.worker.RunWorker} executes the run and answers with {@code WorkerEvent}s. Ctrl-C
 * reaches parent and workers: the parent closes the workers' standard input, each worker saves its
 * run after the current operation and ends, and the parent reports the runs as stopped.
 */
package io.seqlab.study.worker;
