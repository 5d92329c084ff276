package io.seqlab.cli;

import io.seqlab.cli.job.JobCommands;
import io.seqlab.cli.job.RunnerOptions;
import io.seqlab.cli.progress.ProgressDisplay;
import io.seqlab.cli.progress.SignalCancellation;
import io.seqlab.cli.text.EstimateText;
import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.ResultText;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Require;
import io.seqlab.config.site.RunnerSpec;
import io.seqlab.config.site.RunnerType;
import io.seqlab.report.Report;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.StudyRunner;
import io.seqlab.study.estimate.StudyEstimate;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.plan.TimingDependence;
import io.seqlab.study.run.Failure;
import io.seqlab.study.slurm.SlurmExecutor;
import io.seqlab.study.slurm.SlurmJobs;
import io.seqlab.study.slurm.SlurmOptions;
import io.seqlab.study.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code seqlab run}. */
@Command(
    name = "run",
    description = {
      "Trains and evaluates every model of a study, and writes its tables and figures.",
      "Rerun the command to resume a stopped study; finished runs are skipped."
    },
    footer = {
      "",
      "Examples:",
      "  seqlab run configs/quickstart.yaml",
      "  seqlab run configs/quickstart.yaml --only model=luong,seed=1",
      "  seqlab run configs/quickstart.yaml --jobs 2",
      "  seqlab run configs/quickstart.yaml --on slurm --slurm partition=cpu,time=01:00:00",
      "  seqlab run configs/quickstart.yaml --set training.budget='{steps: 300}' --out /tmp/short"
    })
public final class RunCommand implements Callable<Integer> {
  private static final int MAX_JOBS = 1_024;

  @Spec private CommandSpec spec;
  @Mixin private StudyOptions studyOptions;
  @Mixin private EngineOptions engine;
  @Mixin private RunnerOptions runnerOptions;

  @Option(
      names = "--only",
      paramLabel = "model=NAME,seed=N,KEY=VALUE",
      description =
          "Only runs with this model, seed, value of a grid key, or a combination. Repeatable.")
  private List<String> only = List.of();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Parallel runs, each in its own process with an equal share of the threads. Default: sequential runs in this process.")
  private Optional<Integer> jobs = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Output folder: new, empty, or an experiment. Default: experiments/<study>.")
  private Path out;

  @Option(names = "--fresh", description = "Discard existing runs of the study.")
  private boolean fresh;

  @Option(
      names = "--ignore-memory",
      description = "Run even if the estimated memory exceeds that of the machine.")
  private boolean ignoreMemory;

  @Option(
      names = "--dry-run",
      description = "Estimate time and memory from a short timed run of each model; write nothing.")
  private boolean dryRun;

  private Optional<StudyRunner> runner = Optional.empty();

  /** Whether the runs have begun: the input was valid, so a later error is a failure. */
  boolean started() {
    return runner.filter(StudyRunner::started).isPresent();
  }

  @Override
  public Integer call() throws IOException {
    engine.apply();
    StudySpec study = studyOptions.read();
    List<RunFilter> filters = only.stream().map(text -> RunFilter.parse(text, study)).toList();
    if (dryRun) {
      return estimate(study, filters);
    }
    if (out != null && out.toString().isBlank()) {
      throw new ConfigException(
          "--out is empty; name a folder, or omit it for experiments/<study>");
    }
    Path folder = out == null ? Path.of("experiments", study.study()) : out;
    return run(study, folder, filters);
  }

  private MachineMemory memory() {
    return ignoreMemory ? MachineMemory.UNLIMITED : MachineMemory.here();
  }

  private int estimate(StudySpec study, List<RunFilter> filters) {
    Optional<WorkerOptions> workers =
        jobs.map(count -> workerOptions(count, study, ProgressDisplay.on(System.err)));
    workers.ifPresent(options -> EngineOptions.setThreads(options.threads()));
    int parallelRuns = workers.map(WorkerOptions::count).orElse(1);
    Output.of(spec).text(EstimateText.of(StudyEstimate.of(study, filters, parallelRuns, memory())));
    return ExitCode.OK;
  }

  private int run(StudySpec study, Path folder, List<RunFilter> filters) throws IOException {
    ProgressDisplay display = ProgressDisplay.on(System.err);
    Optional<SlurmOptions> slurm = slurm(study);
    Optional<WorkerOptions> workers = jobs.map(count -> workerOptions(count, study, display));
    SignalCancellation cancellation =
        new SignalCancellation(
            () ->
                display.notice(
                    slurm.isPresent()
                        ? "Stopping to watch; press Ctrl-C again to stop immediately"
                        : "Saving active runs, then stopping; press Ctrl-C again to stop immediately"));
    StudyRunner.Options options =
        new StudyRunner.Options(
            folder,
            filters,
            fresh,
            commandLine(),
            workers,
            cancellation,
            studyOptions.source(),
            slurm.map(how -> new SlurmExecutor(folder, how, display, cancellation)));
    if (fresh) {
      SlurmJobs.requireNone(folder);
    }
    MachineMemory limit = slurm.isPresent() ? MachineMemory.UNLIMITED : memory();
    runner = Optional.of(new StudyRunner(study, options, display, limit));
    List<Failure> failures = runner.get().run();
    if (cancellation.requested()) {
      display.notice(
          slurm.isPresent()
              ? JobCommands.afterInterrupt(folder, rerun())
              : "Stopped; %s to resume".formatted(rerun()));
      return cancellation.exitCode();
    } else if (options.slurm().filter(SlurmExecutor::detached).isPresent()) {
      display.notice(
          "Submitted; %2$s to watch and to write the tables; seqlab status %1$s shows the runs, seqlab cancel %1$s cancels the jobs"
              .formatted(folder, rerun()));
    } else {
      report(study, folder, display);
    }
    return failures.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** How to go on, in words. */
  private String rerun() {
    return "rerun the command" + (fresh ? " without --fresh" : "");
  }

  private void report(StudySpec study, Path folder, ProgressDisplay display) throws IOException {
    ExperimentFolder experiment = new ExperimentFolder(folder);
    FolderLease lease = FolderLeases.ofThisProcess().acquire(folder, display::onWaitingForTables);
    try {
      Report.write(experiment).forEach(display::notice);
    } finally {
      lease.close();
    }
    ResultText.print(spec, study, experiment);
  }

  /** How Slurm executes the runs; empty for this machine. */
  private Optional<SlurmOptions> slurm(StudySpec study) {
    RunnerSpec site = runnerOptions.read();
    if (site.on() == RunnerType.LOCAL) {
      return Optional.empty();
    } else if (jobs.isPresent()) {
      throw new ConfigException("--jobs is of --on local; use --at-most with --on slurm");
    }
    boolean given = spec.commandLine().getParseResult().hasMatchedOption("--threads");
    int threads =
        SlurmOptions.threads(
            site,
            given ? Optional.of(engine.threads) : Optional.empty(),
            Runtime.getRuntime().availableProcessors());
    EngineOptions.setThreads(threads);
    List<String> worker = new ArrayList<>(WorkerCommand.commandLine(threads));
    worker.add("--element");
    return Optional.of(
        new SlurmOptions(
            site,
            threads,
            worker,
            TimingDependence.of(study).isPresent(),
            runnerOptions.detach(),
            StudyEstimate::seconds,
            SlurmOptions.Timing.fromProperties()));
  }

  /** Divides the threads among parallel runs; a study that measures time uses one worker. */
  private WorkerOptions workerOptions(int count, StudySpec study, ProgressDisplay display) {
    Require.upTo("--jobs", count, MAX_JOBS);
    Optional<String> timed = TimingDependence.of(study);
    if (timed.isPresent() && count > 1) {
      display.notice(
          "Ignoring --jobs %d: the study measures time (%s), so runs are sequential with all threads"
              .formatted(count, timed.get()));
      return workerOptions(1, study, display);
    }
    int threads = Math.max(1, engine.threads / count);
    return new WorkerOptions(count, threads, WorkerCommand.commandLine(threads));
  }

  /** The command line for provenance.json. */
  private String commandLine() {
    return ShellQuoting.commandLine(spec.root().commandLine().getParseResult().originalArgs());
  }
}
