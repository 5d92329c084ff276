package io.seqlab.cli.text;

import io.seqlab.config.StudySpec;
import io.seqlab.report.page.VerdictText;
import io.seqlab.report.table.ResultTable;
import io.seqlab.report.table.TextTable;
import io.seqlab.result.file.CorpusFile;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RegistrationFile;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the result table and verdicts of an experiment, and its folder. */
public final class ResultText {
  private ResultText() {}

  public static void print(CommandSpec command, StudySpec study, ExperimentFolder experiment)
      throws IOException {
    Output out = Output.of(command);
    Set<RunKey> runs = PlannedRuns.of(study).keySet();
    List<RunResult> results =
        experiment.readResults().stream().filter(row -> runs.contains(row.key())).toList();
    if (!results.isEmpty()) {
      int width = command.usageMessage().autoWidth(true).width();
      out.text(
          "\n"
              + TextTable.render(
                  ResultTable.of(
                      study, results, experiment.readMeasures(), new CorpusFile(experiment).read()),
                  width)
              + "\n");
    }
    String verdicts =
        VerdictText.text(experiment.readVerdicts(), new RegistrationFile(experiment).read());
    out.text(verdicts.isEmpty() ? "" : verdicts + "\n");
    out.line("Results: " + experiment.path());
  }
}
