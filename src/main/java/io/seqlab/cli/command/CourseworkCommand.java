package io.seqlab.cli.command;

import io.seqlab.cli.text.Output;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.page.CourseworkPage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seqlab coursework}. */
@Command(
    name = "coursework",
    description = {
      "Writes COURSEWORK.md of a folder: published values beside the reproduced ones, of all studies in it that",
      "have a hand-in sheet. A COURSEWORK.md that seqlab coursework did not write is kept. Studies whose files are",
      "damaged are named and left out."
    },
    footer = {"", "Example:", "  seqlab coursework experiments"})
public final class CourseworkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private StudiesFolder studies;

  @Override
  public Integer call() throws IOException {
    List<String> sections = new ArrayList<>();
    List<String> leftOut =
        studies.acceptEach(
            experiment -> {
              if (experiment.isMarked() && Files.exists(experiment.file("study.yaml"))) {
                String section = CourseworkPage.section(experiment);
                if (!section.isEmpty()) {
                  sections.add(section);
                }
              }
            });
    if (sections.isEmpty() && leftOut.isEmpty()) {
      throw new ConfigException(
          "no study in %s has a hand-in sheet; use the parent folder of experiments of configs/coursework"
              .formatted(studies.path()));
    } else if (sections.isEmpty()) {
      return ExitCode.USAGE;
    }
    CourseworkPage.write(studies.path(), sections, leftOut);
    Output.of(spec).line("Table: " + studies.path().resolve(CourseworkPage.NAME));
    return leftOut.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
