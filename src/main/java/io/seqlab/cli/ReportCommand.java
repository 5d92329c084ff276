package io.seqlab.cli;

import io.seqlab.config.ConfigException;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.report.Report;
import io.seqlab.result.ExperimentFolder;
import io.seqlab.study.StudyRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab report}. */
@Command(
    name = "report",
    description = {
      "Rebuilds tables, figures and pages from the files of the runs.",
      "Where those are not there, as after a fresh clone, from the tables they were gathered into."
    },
    footer = {"", "Example:", "  seqlab report experiments/quickstart"})
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder of an experiment.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    ExperimentFolder experiment = new ExperimentFolder(folder);
    String yaml =
        experiment
            .readStudy()
            .orElseThrow(
                () ->
                    new ConfigException(
                        "%s holds no experiment (no study.yaml); name a folder that seqlab run wrote"
                            .formatted(folder)));
    StudySpec study =
        SpecReader.read(yaml, folder.resolve("study.yaml").toString(), StudySpec.class);
    experiment.collect(StudyRuns.keys(study));
    Report.write(experiment);
    ResultText.print(spec, experiment);
    return ExitCode.OK;
  }
}
