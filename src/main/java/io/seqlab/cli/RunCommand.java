package io.seqlab.cli;

import io.seqlab.config.StudySpec;
import io.seqlab.report.Report;
import io.seqlab.result.ExperimentFolder;
import io.seqlab.study.Failure;
import io.seqlab.study.Only;
import io.seqlab.study.StudyEstimate;
import io.seqlab.study.StudyRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
      "  seqlab run configs/quickstart.yaml --set training.budget='{steps: 300}' --out /tmp/short"
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StudyWords words;
  @Mixin private EngineWords engine;

  @Option(
      names = "--only",
      paramLabel = "model=NAME,seed=N,KEY=VALUE",
      description =
          "Only the runs of this model, this seed, this value of a key of the grid, or several of them. Repeatable.")
  private List<String> only = List.of();

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
    List<Only> chosen = only.stream().map(text -> Only.parse(text, study)).toList();
    if (dryRun) {
      Out.of(spec).text(EstimateText.of(StudyEstimate.of(study, chosen)));
      return ExitCode.OK;
    }
    Path folder = out == null ? Path.of("experiments", study.study()) : out;
    try (Interruption interruption = Interruption.listen()) {
      return run(study, new StudyRunner.Options(folder, chosen, fresh, typed(), interruption));
    }
  }

  private int run(StudySpec study, StudyRunner.Options options) throws IOException {
    List<Failure> failures = new StudyRunner(study, options, ProgressDisplay.on(System.err)).run();
    ExperimentFolder experiment = new ExperimentFolder(options.out());
    Report.write(experiment);
    ResultText.print(spec, experiment);
    if (failures.isEmpty()) {
      return ExitCode.OK;
    }
    return failures.stream().allMatch(Failure::wrongInput) ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** The command as it was typed, for the record. */
  private String typed() {
    return ShellWords.join(spec.root().commandLine().getParseResult().originalArgs());
  }
}
