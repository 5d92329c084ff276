package io.seqlab.study.slurm;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.RunSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.plan.StudyDataCache;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunQueue;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.run.UnreadableRunException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executes the rounds of a study by Slurm: finds the arrays that an earlier command submitted,
 * submits the runs that are missing, and watches them.
 */
public final class SlurmExecutor {
  private final SlurmClient client = new SlurmClient();
  private final Path experiment;
  private final SlurmOptions options;
  private final StudyListener listener;
  private final Cancellation cancellation;
  private volatile boolean detached;

  /**
   * Creates an executor.
   *
   * @throws ConfigException if there is no Slurm on this machine, or if jobs could not use the
   *     folder
   */
  public SlurmExecutor(
      Path experiment, SlurmOptions options, StudyListener listener, Cancellation cancellation) {
    this.experiment = requireUsable(experiment.toAbsolutePath().normalize());
    client.require();
    this.options = options;
    this.listener = listener;
    this.cancellation = cancellation;
  }

  /** A colon separates class paths, and sbatch replaces nothing in a name with a backslash. */
  private static Path requireUsable(Path experiment) {
    String path = experiment.toString();
    if (path.contains(File.pathSeparator) || path.contains("\\")) {
      throw new ConfigException(
          "--on slurm cannot use a folder with a colon or a backslash in its path, %s; write to another: --out DIR"
              .formatted(path));
    }
    return experiment;
  }

  /** Whether jobs were submitted or found that nobody watches. */
  public boolean detached() {
    return detached;
  }

  /** Threads of the tensor library per run. */
  public int threads() {
    return options.threads();
  }

  /** Number of runs that may share a machine, as far as is known. */
  public int parallelRuns(int runs) {
    return options.timed()
        ? 1
        : Math.max(1, Math.min(runs, options.runner().atMost().orElse(runs)));
  }

  /**
   * Requires that jobs which wait or run have the settings of the study.
   *
   * @throws ConfigException if a run was submitted with others
   */
  public void requireSameSettings(Map<RunKey, RunSpec> runs) throws IOException {
    for (SubmissionFolder.Stored stored : SlurmJobs.of(experiment).active()) {
      Submission submission = stored.submission();
      for (int i = 0; i < submission.elements().size(); i++) {
        for (Map.Entry<RunKey, RunSpec> submitted : stored.folder().element(i).specs().entrySet()) {
          RunSpec now = runs.get(submitted.getKey());
          if (now != null && !submitted.getValue().hasSameTraining(now)) {
            throw new ConfigException(
                "job %s was submitted with other settings of %s; cancel it first: seqlab cancel %s, or write to another folder: --out DIR"
                    .formatted(submission.job(), submitted.getKey(), experiment));
          }
        }
      }
    }
  }

  /** Executes the unfinished runs of a queue; returns the failures. */
  public List<Failure> drain(RunQueue queue, StudyDataCache data) throws IOException {
    List<Failure> failures = new ArrayList<>();
    RunDisplay display = new RunDisplay(queue.runs());
    Map<Path, RunContext> open = unfinished(queue.runs(), display, failures);
    if (open.isEmpty()) {
      return failures;
    }
    FolderLease lease = watcherLease();
    try {
      SlurmRound round =
          new SlurmRound(
              new RoundWatch(
                  client, options.timing(), listener, cancellation, display, experiment, open),
              cancellation,
              experiment,
              options,
              listener,
              open,
              data);
      round.adopt();
      try {
        round.submit(round.missing());
      } catch (SlurmException e) {
        throw new SlurmException(
            e.getMessage()
                + "; no run was submitted. Correct --slurm or the site file, or free the queue, and"
                + " rerun the command");
      }
      if (options.detach()) {
        detached = true;
        return failures;
      }
      failures.addAll(round.watch(lease));
      return failures;
    } finally {
      lease.close();
    }
  }

  private static Map<Path, RunContext> unfinished(
      List<RunContext> runs, RunDisplay display, List<Failure> failures) throws IOException {
    Map<Path, RunContext> open = new LinkedHashMap<>();
    for (RunContext run : runs) {
      try {
        if (run.isDone()) {
          run.listener().onRunSkipped(run.key(), display.number(run), display.total());
        } else {
          open.put(RoundWatch.path(run), run);
        }
      } catch (UnreadableRunException e) {
        display.end(run, RunResult.started(run.key()).with(RunStatus.FAILED), e.getMessage());
        failures.add(new Failure(e.getMessage(), true));
      }
    }
    return open;
  }

  /** The right to submit runs of this experiment. */
  private FolderLease watcherLease() throws IOException {
    FolderLeases leases = FolderLeases.ofThisProcess();
    Path folder = SubmissionFolder.watcher(experiment);
    Optional<FolderLease> lease = leases.acquireUnlessAlive(folder, listener::onWaitingForOwner);
    if (lease.isEmpty()) {
      throw new IOException(
          "%s watches the jobs of this experiment; end it first, or see seqlab status %s"
              .formatted(leases.owner(folder).orElse("another process"), experiment));
    }
    return lease.get();
  }
}
