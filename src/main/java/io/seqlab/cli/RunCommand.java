package io.seqlab.cli;

import io.seqlab.cli.progress.ProgressDisplay;
import io.seqlab.cli.progress.SignalCancellation;
import io.seqlab.cli.text.EstimateText;
import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.ResultText;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.Report;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.study.StudyRunner;
import io.seqlab.study.estimate.StudyEstimate;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.plan.TimingDependence;
import io.seqlab.study.run.Failure;
import io.seqlab.study.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Path;
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
      "Trains and measures every model of a study, and writes its tables and figures.",
      "Started again, it goes on where it was stopped; finished runs are kept."
    },
    footer = {
      "",
      "Examples:",
      "  seqlab run configs/quickstart.yaml",
      "  seqlab run configs/quickstart.yaml --only model=luong,seed=1",
      "  seqlab run configs/quickstart.yaml --jobs 2",
      "  seqlab run configs/quickstart.yaml --set training.budget='{steps: 300}' --out /tmp/short"
    })
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StudyOptions words;
  @Mixin private EngineOptions engine;

  @Option(
      names = "--only",
      paramLabel = "model=NAME,seed=N,KEY=VALUE",
      description =
          "Only the runs of this model, this seed, this value of a key of the grid, or several of them. Repeatable.")
  private List<String> only = List.of();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Runs at once, each in a process of its own with its share of the threads. Default: one after the other, in this process.")
  private Optional<Integer> jobs = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the files go. Default: experiments/<study>.")
  private Path out;

  @Option(names = "--fresh", description = "Throw away earlier runs of the study.")
  private boolean fresh;

  @Option(
      names = "--dry-run",
      description =
          "Say what would run, train each model for a moment to estimate time and memory, and stop.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    engine.use();
    StudySpec study = words.read();
    List<RunFilter> chosen = only.stream().map(text -> RunFilter.parse(text, study)).toList();
    if (dryRun) {
      return estimate(study, chosen);
    }
    Path folder = out == null ? Path.of("experiments", study.study()) : out;
    return run(study, folder, chosen);
  }

  private int estimate(StudySpec study, List<RunFilter> chosen) {
    Optional<WorkerOptions> shared =
        jobs.map(count -> share(count, study, ProgressDisplay.on(System.err)));
    shared.ifPresent(each -> engine.use(each.threads()));
    int atOnce = shared.map(WorkerOptions::count).orElse(1);
    Output.of(spec).text(EstimateText.of(StudyEstimate.of(study, chosen, atOnce)));
    return ExitCode.OK;
  }

  private int run(StudySpec study, Path folder, List<RunFilter> chosen) throws IOException {
    ProgressDisplay display = ProgressDisplay.on(System.err);
    Optional<WorkerOptions> shared = jobs.map(count -> share(count, study, display));
    SignalCancellation interruption =
        SignalCancellation.listen(
            () ->
                display.notice(
                    "Stopping once the runs in hand are saved; Ctrl-C again ends at once"));
    StudyRunner.Options options =
        new StudyRunner.Options(folder, chosen, fresh, typed(), shared, interruption);
    List<Failure> failures = new StudyRunner(study, options, display).run();
    ExperimentFolder experiment = new ExperimentFolder(folder);
    Report.write(experiment);
    ResultText.print(spec, study, experiment);
    if (interruption.requested()) {
      display.notice("Stopped; the same command goes on");
      return interruption.exitCode();
    } else if (failures.isEmpty()) {
      return ExitCode.OK;
    }
    return failures.stream().allMatch(Failure::invalidInput) ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** The threads shared among the jobs asked for; a study that measures time runs alone. */
  private WorkerOptions share(int count, StudySpec study, ProgressDisplay display) {
    if (count < 1) {
      throw new ConfigException("--jobs must be at least 1, not " + count);
    }
    Optional<String> timed = TimingDependence.of(study);
    if (timed.isPresent() && count > 1) {
      display.notice(
          "One run at a time with all threads, not %d: the study measures time (%s)"
              .formatted(count, timed.get()));
      return share(1, study, display);
    }
    int threads = Math.max(1, engine.threads() / count);
    return new WorkerOptions(count, threads, WorkerCommand.words(threads));
  }

  /** The command as it was typed, for the record. */
  private String typed() {
    return ShellQuoting.join(spec.root().commandLine().getParseResult().originalArgs());
  }
}
