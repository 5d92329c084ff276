package io.seqlab.study.worker;

import java.util.List;

/**
 * Runs at once, each in a process of its own.
 *
 * @param count processes
 * @param threads of the tensor library in each
 * @param command that starts one, which then does what {@link RunWorker} says
 */
public record WorkerOptions(int count, int threads, List<String> command) {}
