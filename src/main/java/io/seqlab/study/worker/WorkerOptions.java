package io.seqlab.study.worker;

import java.util.List;

/**
 * The worker processes of a study.
 *
 * @param count processes
 * @param threads of the tensor library per process
 * @param command starts a process, which must execute {@link RunWorker#work}
 */
public record WorkerOptions(int count, int threads, List<String> command) {}
