package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.page.ClaimsPage;
import io.seqlab.study.StudyVerdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      "Judges the claims of all studies of a folder by their files, and prints the verdicts.",
      "They are gathered in the README.md of the folder; one that is typed is overwritten."
    },
    footer = {"", "Example:", "  seqlab claims experiments"})
public final class ClaimsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "experiments",
      description = "Folder of experiments. Default: experiments.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    List<ClaimsPage.Entry> entries = Files.isDirectory(folder) ? judge() : List.of();
    if (entries.isEmpty()) {
      throw new ConfigException(
          "no study in %s has claims; name the folder above those of studies with claims, after seqlab run"
              .formatted(folder));
    }
    ClaimsPage.write(folder, entries);
    Output out = Output.of(spec);
    out.text(ClaimsPage.text(entries));
    out.line("\nTable: " + folder.resolve("README.md"));
    return ExitCode.OK;
  }

  private List<ClaimsPage.Entry> judge() throws IOException {
    return ClaimsPage.sorted(
        StudyVerdicts.judge(folder).stream()
            .flatMap(s -> s.verdicts().stream().map(v -> new ClaimsPage.Entry(s.study(), v)))
            .toList());
  }
}
