package io.seqlab.study.slurm;

import io.seqlab.study.run.StudyListener;
import io.seqlab.study.slurm.Submission.SubmittedRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs whose jobs ended before them, until the scheduler takes them again. What it refuses is
 * repeated while other jobs go on, but twice the memory is not.
 */
final class Resubmission {
  /** Questions to the scheduler between two attempts. */
  private static final int QUESTIONS = 15;

  private final StudyListener listener;
  private final long pauseNanos;
  private final List<SubmittedRun> waiting = new ArrayList<>();
  private boolean refused;
  private long refusedNanos;

  /** Submits runs with the same factor on the memory, and adds their elements. */
  @FunctionalInterface
  interface Submitter {
    void submit(List<SubmittedRun> runs) throws IOException;
  }

  /**
   * Nothing to submit yet.
   *
   * @param question time between two questions to the scheduler
   */
  Resubmission(StudyListener listener, Duration question) {
    this.listener = listener;
    pauseNanos = question.multipliedBy(QUESTIONS).toNanos();
  }

  void add(List<SubmittedRun> runs) {
    waiting.addAll(runs);
  }

  /** Forgets runs that have ended meanwhile, by a worker that the scheduler had given up. */
  void retain(Predicate<SubmittedRun> open) {
    waiting.removeIf(open.negate());
  }

  /**
   * Submits what waits.
   *
   * @param othersGoOn whether other jobs of the study wait or run
   * @param fail a run with the reason why it fails
   * @throws SlurmException if the scheduler refuses, and no other job goes on
   */
  void submit(Submitter submitter, boolean othersGoOn, BiConsumer<SubmittedRun, String> fail)
      throws IOException {
    if (refused && othersGoOn && System.nanoTime() - refusedNanos < pauseNanos) {
      return;
    }
    Map<Integer, List<SubmittedRun>> byMemory =
        waiting.stream()
            .collect(
                Collectors.groupingBy(SubmittedRun::memory, TreeMap::new, Collectors.toList()));
    for (Map.Entry<Integer, List<SubmittedRun>> same : byMemory.entrySet()) {
      try {
        submitter.submit(same.getValue());
        waiting.removeAll(same.getValue());
        refused = false;
      } catch (SlurmException e) {
        if (same.getKey() > 1) {
          waiting.removeAll(same.getValue());
          String reason =
              "its job ran out of memory, and twice as much was refused (%s); ask for what a node has (--slurm mem=…), or lower the batch size"
                  .formatted(e.getMessage());
          same.getValue().forEach(run -> fail.accept(run, reason));
        } else if (othersGoOn) {
          warn(e);
        } else {
          throw new SlurmException(
              "%s; runs whose jobs had ended could not be submitted again. Rerun the command to continue them"
                  .formatted(e.getMessage()));
        }
      }
    }
  }

  private void warn(SlurmException e) {
    if (!refused) {
      listener.onWarning(
          "runs could not be submitted again (%s); this is repeated while other jobs go on"
              .formatted(e.getMessage()));
    }
    refused = true;
    refusedNanos = System.nanoTime();
  }
}
