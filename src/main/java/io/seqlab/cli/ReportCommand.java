package io.seqlab.cli;

import io.seqlab.cli.progress.RunMessages;
import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.ResultText;
import io.seqlab.cli.text.Warning;
import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.report.Report;
import io.seqlab.report.StudyComparison;
import io.seqlab.report.html.Page;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.TaskComparison;
import io.seqlab.storage.AtomicFile;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.StudyResults;
import io.seqlab.study.judge.ComparedStudy;
import io.seqlab.study.judge.TaskComparisons;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      "  seqlab report --compare experiments/short experiments/long --out both.html",
      "  seqlab report --compare experiments/copy experiments/reverse --metric token_accuracy"
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
      names = "--metric",
      paramLabel = "NAME",
      description = {
        "With --compare: also compare models of the same name over all folders, one task each, by"
            + " this metric, of which higher values are better: exact_match, bleu, …"
      })
  private String metric;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "With --compare: also write an HTML page with the table and learning curves.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    for (Path folder : folders) {
      requireExperiment(new ExperimentFolder(folder));
    }
    if (compare) {
      return compare();
    }
    if (folders.size() > 1 || out != null || metric != null) {
      throw new ConfigException(
          "several folders, --metric and --out require --compare; without it, use one folder");
    }
    ExperimentFolder experiment = new ExperimentFolder(folders.get(0));
    experiment.requireMarked();
    FolderLease lease =
        FolderLeases.ofThisProcess().acquire(experiment.path(), this::noticeWaiting);
    try {
      rebuild(experiment);
    } finally {
      lease.close();
    }
    return ExitCode.OK;
  }

  private void rebuild(ExperimentFolder experiment) throws IOException {
    StudySpec study = StudyRuns.saved(experiment).orElseThrow();
    StudyResults.collect(study, experiment).forEach(warning -> Warning.print(spec, warning));
    Report.write(experiment).forEach(warning -> Warning.print(spec, warning));
    ResultText.print(spec, study, experiment);
  }

  private void noticeWaiting(String owner) {
    spec.commandLine().getErr().println("seqlab: " + RunMessages.waitingForTables(owner));
  }

  private int compare() throws IOException {
    if (folders.size() < 2) {
      throw new ConfigException("--compare requires at least two experiment folders");
    }
    requireDifferent(folders);
    if (out != null) {
      requireNewOrPage(out);
    }
    Optional<MetricName> across = Optional.ofNullable(metric).map(ReportCommand::comparable);
    List<ComparedStudy> studies = new ArrayList<>();
    for (Path folder : folders) {
      ExperimentFolder experiment = new ExperimentFolder(folder);
      StudySpec study = StudyRuns.saved(experiment).orElseThrow();
      studies.add(ComparedStudy.read(experiment, study));
    }
    Optional<TaskComparison> tasks = across.map(name -> TaskComparisons.of(name, studies));
    ComparedStudy first = studies.get(0);
    for (ComparedStudy other : studies.subList(1, studies.size())) {
      if (first.mayDifferInTests(other)) {
        Warning.print(
            spec,
            "%s and %s have one task; that they have the same test examples is not verified, as an earlier version saved runs without digests of the data"
                .formatted(first.folder(), other.folder()));
      }
    }
    boolean sameTests = studies.stream().allMatch(first::hasTaskOf);
    StudyComparison comparison = StudyComparison.of(folders, sameTests, tasks);
    if (out != null) {
      AtomicFile.write(out, comparison.html());
    }
    Output.of(spec).text(comparison.markdown());
    return ExitCode.OK;
  }

  private static MetricName comparable(String name) {
    List<String> names = TaskComparisons.metrics().stream().map(MetricName::key).toList();
    if (!names.contains(name)) {
      throw new ConfigException(
          "--metric '%s' cannot be compared across tasks; %s"
              .formatted(name, NearestName.hint(name, "metrics", names)));
    }
    return MetricName.ofKey(name).orElseThrow();
  }

  /** Keeps the runs of a folder from counting twice. */
  private static void requireDifferent(List<Path> folders) throws IOException {
    Map<Path, Path> real = new HashMap<>();
    for (Path folder : folders) {
      Path same = real.putIfAbsent(folder.toRealPath(), folder);
      if (same != null) {
        throw new ConfigException(
            "%s and %s are the same folder, whose runs would count twice; name each folder once"
                .formatted(same, folder));
      }
    }
  }

  /** Keeps --out from replacing a file of the user. */
  private static void requireNewOrPage(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Page.isWrittenAt(file)) {
      throw new ConfigException(
          "--out '%s' exists and is not a page of SeqLab; specify a new file, or a page to replace"
              .formatted(file));
    }
  }

  private static void requireExperiment(ExperimentFolder experiment) throws IOException {
    experiment.readProvenance();
    if (!Files.exists(experiment.file("study.yaml"))) {
      throw new ConfigException(
          "%s has no study.yaml; run its study again with seqlab run".formatted(experiment.path()));
    }
  }
}
