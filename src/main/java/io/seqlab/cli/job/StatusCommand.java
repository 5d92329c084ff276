package io.seqlab.cli.job;

import io.seqlab.cli.text.Output;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.plan.StudyRuns;
import io.seqlab.study.slurm.SlurmJobs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab status}. */
@Command(
    name = "status",
    description = "Shows which runs of an experiment are done, running, waiting or have failed.")
public final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The experiment folder.")
  private Path folder;

  private int done;
  private int waiting;
  private final List<String> running = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    ExperimentFolder experiment = new ExperimentFolder(folder);
    experiment.requireMarked();
    StudySpec study =
        StudyRuns.saved(experiment)
            .orElseThrow(() -> new ConfigException(folder + " has no study.yaml yet"));
    List<RunKey> runs = StudyRuns.keys(study);
    for (RunKey run : runs) {
      count(run, experiment.run(run));
    }
    Output out = Output.of(spec);
    out.line(
        "%d runs: %d done, %d running, %d waiting, %d failed"
            .formatted(runs.size(), done, running.size(), waiting, failed.size()));
    running.forEach(line -> out.line("running  " + line));
    failed.forEach(line -> out.line("failed   " + line));
    out.line(jobs());
    return ExitCode.OK;
  }

  private void count(RunKey run, RunFolder files) throws IOException {
    Optional<RunRecord> record;
    try {
      record = files.readRecord(run);
    } catch (CorruptFileException e) {
      failed.add(run + ": " + e.getMessage());
      return;
    }
    RunStatus status = record.map(r -> r.result().status()).orElse(RunStatus.STOPPED);
    Optional<String> owner =
        status == RunStatus.DONE
            ? Optional.empty()
            : FolderLeases.ofThisProcess().owner(files.path());
    if (status == RunStatus.DONE) {
      done++;
    } else if (owner.isPresent()) {
      running.add(run + ": " + owner.get());
    } else if (status == RunStatus.FAILED) {
      failed.add(run + ": " + record.get().failure());
    } else {
      waiting++;
    }
  }

  private String jobs() {
    try {
      String jobs = JobCommands.describe(SlurmJobs.of(folder));
      return jobs.isEmpty() ? "no jobs" : jobs;
    } catch (IOException e) {
      return "jobs unknown: " + e.getMessage();
    }
  }
}
