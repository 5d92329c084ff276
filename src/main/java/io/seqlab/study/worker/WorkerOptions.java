package io.seqlab.study.worker;

import java.time.Duration;
import java.util.List;

/**
 * The worker processes of a study.
 *
 * @param count processes
 * @param threads of the tensor library per process
 * @param command starts a process, which must execute {@link RunWorker#work}
 * @param stopTimeout after which a process that was requested to stop is killed
 */
public record WorkerOptions(int count, int threads, List<String> command, Duration stopTimeout) {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  /** Kills processes that do not stop within 30 seconds. */
  public WorkerOptions(int count, int threads, List<String> command) {
    this(count, threads, command, STOP_TIMEOUT);
  }
}
