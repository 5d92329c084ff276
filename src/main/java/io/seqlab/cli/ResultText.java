package io.seqlab.cli;

import io.seqlab.config.StudySpec;
import io.seqlab.report.ResultTable;
import io.seqlab.report.TextTable;
import io.seqlab.report.Verdicts;
import io.seqlab.result.ExperimentFolder;
import io.seqlab.result.RunResult;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The table of an experiment, its verdicts, and where to find the rest. */
final class ResultText {
  private ResultText() {}

  static void print(CommandSpec command, StudySpec study, ExperimentFolder experiment)
      throws IOException {
    Out out = Out.of(command);
    List<RunResult> results = experiment.readResults();
    if (!results.isEmpty()) {
      int width = command.usageMessage().autoWidth(true).width();
      out.text("\n" + TextTable.render(ResultTable.of(study, results), width) + "\n");
    }
    String verdicts = Verdicts.text(experiment.readVerdicts());
    out.text(verdicts.isEmpty() ? "" : verdicts + "\n");
    out.line("Results: " + experiment.path());
  }
}
