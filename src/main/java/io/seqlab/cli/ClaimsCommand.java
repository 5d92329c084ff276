package io.seqlab.cli;

import io.seqlab.cli.progress.RunMessages;
import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.Warning;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.page.ClaimsPage;
import io.seqlab.study.StudyVerdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab claims}. */
@Command(
    name = "claims",
    description = {
      "Tests the claims of all studies in a folder on their result tables, and prints the verdicts.",
      "Writes claims.json of each study and README.md of the folder; edited verdicts are overwritten.",
      "A README.md that seqlab claims did not write is kept."
    },
    footer = {"", "Example:", "  seqlab claims experiments"})
public final class ClaimsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "experiments",
      description = "Parent folder of experiments. Default: experiments.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    List<ClaimsPage.Entry> entries = List.of();
    if (Files.isDirectory(folder)) {
      StudyVerdicts.warnings(folder).forEach(warning -> Warning.print(spec, warning));
      ClaimsPage.requireReplaceable(folder);
      entries = judge();
    }
    if (entries.isEmpty()) {
      throw new ConfigException(
          "no study in %s has claims; use the parent folder of experiments that seqlab run wrote"
              .formatted(folder));
    }
    Output out = Output.of(spec);
    out.text(ClaimsPage.text(entries));
    ClaimsPage.write(folder, entries);
    out.line("\nTable: " + folder.resolve("README.md"));
    return ExitCode.OK;
  }

  private void noticeWaiting(String owner) {
    spec.commandLine().getErr().println("seqlab: " + RunMessages.waitingForTables(owner));
  }

  private List<ClaimsPage.Entry> judge() throws IOException {
    List<ClaimsPage.Entry> entries = new ArrayList<>();
    for (StudyVerdicts study : StudyVerdicts.judge(folder, this::noticeWaiting)) {
      entries.addAll(ClaimsPage.entries(folder, study.study(), study.verdicts()));
    }
    return ClaimsPage.sorted(entries);
  }
}
