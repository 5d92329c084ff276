package io.seqlab.cli;

import io.seqlab.report.ResultTable;
import io.seqlab.report.TextTable;
import io.seqlab.result.ExperimentFolder;
import io.seqlab.result.RunResult;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The table of an experiment, and where to find the rest. */
final class ResultText {
  private ResultText() {}

  static void print(CommandSpec command, ExperimentFolder experiment) throws IOException {
    Out out = Out.of(command);
    List<RunResult> results = experiment.readResults();
    if (!results.isEmpty()) {
      int width = command.usageMessage().autoWidth(true).width();
      out.text("\n" + TextTable.render(ResultTable.of(results), width) + "\n");
    }
    out.line("Results: " + experiment.path());
  }
}
