package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.ResultText;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.Report;
import io.seqlab.report.StudyComparison;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.storage.AtomicFile;
import io.seqlab.study.StudyRunner;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab report}. */
@Command(
    name = "report",
    description = {
      "Rebuilds tables, figures and pages from the files of the runs.",
      "Without run folders, as in a fresh clone, uses the collected tables."
    },
    footer = {
      "",
      "Examples:",
      "  seqlab report experiments/quickstart",
      "  seqlab report --compare experiments/short experiments/long --out both.html"
    })
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Experiment folder.")
  private List<Path> folders;

  @Option(
      names = "--compare",
      description = "Print one Markdown table of all folders, without changing them.")
  private boolean compare;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "With --compare: also write an HTML page with the table and learning curves.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    folders.forEach(ReportCommand::requireExperiment);
    if (compare) {
      return compare();
    }
    if (folders.size() > 1 || out != null) {
      throw new ConfigException(
          "several folders and --out require --compare; without it, use one folder");
    }
    ExperimentFolder experiment = new ExperimentFolder(folders.get(0));
    StudySpec study = StudyRuns.saved(experiment).orElseThrow();
    warnOfMissing(experiment);
    StudyRunner.collect(study, experiment);
    Report.write(experiment);
    ResultText.print(spec, study, experiment);
    return ExitCode.OK;
  }

  /** Warns if rebuilt tables will lack the runs without a folder. */
  private void warnOfMissing(ExperimentFolder experiment) {
    for (String name : List.of("results.csv", "measures.csv")) {
      if (!Files.exists(experiment.file(name))) {
        spec.commandLine()
            .getErr()
            .println(
                "seqlab: warning: %s is missing; only runs with a run folder are reported"
                    .formatted(experiment.file(name)));
      }
    }
  }

  private int compare() throws IOException {
    if (folders.size() < 2) {
      throw new ConfigException("--compare requires at least two experiment folders");
    }
    StudyComparison comparison = StudyComparison.of(folders);
    Output.of(spec).text(comparison.markdown());
    if (out != null) {
      AtomicFile.write(out, comparison.html());
    }
    return ExitCode.OK;
  }

  private static void requireExperiment(Path folder) {
    if (!Files.exists(new ExperimentFolder(folder).file("study.yaml"))) {
      throw new ConfigException(
          "%s is not an experiment folder (no study.yaml); use a folder that seqlab run wrote"
              .formatted(folder));
    }
  }
}
