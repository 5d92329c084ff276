package io.seqlab.study.slurm;

import io.seqlab.config.schema.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The arrays of an experiment that have not ended.
 *
 * @param active submissions with an element that waits or runs, with their ids, in order
 * @param queue their elements that wait or run
 */
public record SlurmJobs(List<SubmissionFolder.Stored> active, List<SlurmClient.Queued> queue) {

  /** Asks the scheduler. */
  public static SlurmJobs of(Path experiment) throws IOException {
    List<SubmissionFolder.Stored> stored = SubmissionFolder.read(experiment);
    if (stored.isEmpty()) {
      return new SlurmJobs(List.of(), List.of());
    }
    List<SlurmClient.Queued> queue =
        new SlurmClient().queue(stored.stream().map(each -> each.submission().name()).toList());
    List<SubmissionFolder.Stored> active = new ArrayList<>();
    for (SubmissionFolder.Stored each : stored) {
      Optional<String> job =
          queue.stream()
              .filter(queued -> queued.name().equals(each.submission().name()))
              .map(SlurmClient.Queued::job)
              .findFirst();
      job.ifPresent(
          id ->
              active.add(
                  new SubmissionFolder.Stored(each.folder(), each.submission().withJob(id))));
    }
    return new SlurmJobs(active, queue);
  }

  /**
   * Requires that no job of an experiment, whose runs are to be discarded, waits or runs.
   *
   * @throws ConfigException if one does, or the scheduler does not say
   */
  public static void requireNone(Path experiment) throws IOException {
    try {
      Set<String> jobs = of(experiment).ids();
      if (!jobs.isEmpty()) {
        throw new ConfigException(
            "job %s of this experiment has not ended; wait, or cancel it: seqlab cancel %s"
                .formatted(String.join(", ", jobs), experiment));
      }
    } catch (SlurmException e) {
      throw new ConfigException(
          "this experiment was submitted to Slurm, which does not say whether its jobs have ended (%s); discard its runs on a login node, or delete %s, without which waiting jobs end at once"
              .formatted(e.getMessage(), SubmissionFolder.parent(experiment)),
          e);
    }
  }

  /** The ids of the arrays. */
  public Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    active.forEach(each -> ids.add(each.submission().job()));
    return ids;
  }

  /** Elements that run. */
  public long running() {
    return queue.stream().filter(SlurmClient.Queued::isRunning).count();
  }

  /** Elements that wait. */
  public long waiting() {
    return queue.size() - running();
  }

  /** Why elements wait, in the scheduler's words. */
  public Set<String> reasons() {
    Set<String> reasons = new LinkedHashSet<>();
    queue.stream().filter(each -> !each.isRunning()).forEach(each -> reasons.add(each.reason()));
    return reasons;
  }

  /**
   * Cancels all of them.
   *
   * @throws IOException that names those that could not be cancelled
   */
  public void cancel() throws IOException {
    new SlurmClient().cancelAll(ids());
  }
}
