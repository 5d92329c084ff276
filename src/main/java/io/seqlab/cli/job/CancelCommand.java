package io.seqlab.cli.job;

import io.seqlab.cli.text.Output;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.study.slurm.SlurmJobs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab cancel}. */
@Command(
    name = "cancel",
    description = {
      "Cancels the jobs of an experiment (seqlab run --on slurm).",
      "Active runs are saved first; rerun the study to resume."
    })
public final class CancelCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The experiment folder.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    new ExperimentFolder(folder).requireMarked();
    SlurmJobs jobs = JobCommands.jobs(folder);
    jobs.cancel();
    Output.of(spec)
        .line(
            jobs.ids().isEmpty() ? "No job to cancel" : "Cancelled " + JobCommands.describe(jobs));
    return ExitCode.OK;
  }
}
