package io.seqlab.cli;

import io.seqlab.config.ConfigException;
import io.seqlab.report.ClaimsPage;
import io.seqlab.report.Verdicts;
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
      "Gathers the verdicts of all studies of a folder into its README.md, and prints them.",
      "A verdict comes from seqlab run or seqlab report; none is typed."
    },
    footer = {"", "Example:", "  seqlab claims experiments"})
final class ClaimsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "experiments",
      description = "Folder of experiments. Default: experiments.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    List<ClaimsPage.Entry> entries =
        Files.isDirectory(folder) ? ClaimsPage.read(folder) : List.of();
    if (entries.isEmpty()) {
      throw new ConfigException(
          "no study in %s has verdicts; name the folder above those of studies with claims, after seqlab run"
              .formatted(folder));
    }
    ClaimsPage.write(folder, entries);
    Out out = Out.of(spec);
    out.text(Verdicts.text(entries.stream().map(ClaimsPage.Entry::verdict).toList()));
    out.line("\nTable: " + folder.resolve("README.md"));
    return ExitCode.OK;
  }
}
