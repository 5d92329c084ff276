package io.seqlab.study.slurm;

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

  /** Cancels all of them. */
  public void cancel() throws IOException {
    for (String id : ids()) {
      new SlurmClient().cancel(id);
    }
  }
}
