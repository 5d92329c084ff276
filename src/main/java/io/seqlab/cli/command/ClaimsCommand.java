package io.seqlab.cli.command;

import io.seqlab.cli.progress.RunMessages;
import io.seqlab.cli.text.Output;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.page.ClaimRow;
import io.seqlab.report.page.ClaimsPage;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.StudyVerdicts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seqlab claims}. */
@Command(
    name = "claims",
    description = {
      "Tests the claims of all studies in a folder on their result tables, and prints the verdicts.",
      "Writes claims.json of each study and README.md of the folder; edited verdicts are overwritten.",
      "A README.md that seqlab claims did not write is kept. Studies whose files are damaged are named and",
      "left out."
    },
    footer = {"", "Example:", "  seqlab claims experiments"})
public final class ClaimsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private StudiesFolder studies;

  @Override
  public Integer call() throws IOException {
    List<FolderLease> leases = new ArrayList<>();
    try {
      return judgeAll(leases);
    } finally {
      leases.forEach(FolderLease::close);
    }
  }

  /** Judges all studies before it writes any. */
  private int judgeAll(List<FolderLease> leases) throws IOException {
    List<StudyVerdicts> judged = new ArrayList<>();
    List<ClaimRow> rows = new ArrayList<>();
    List<String> leftOut =
        studies.acceptEach(
            experiment -> {
              Optional<StudySpec> study = StudyVerdicts.study(experiment);
              if (study.isPresent()) {
                leases.add(
                    FolderLeases.ofThisProcess().acquire(experiment.path(), this::noticeWaiting));
                StudyVerdicts verdicts = StudyVerdicts.judge(experiment, study.get());
                String name = experiment.path().getFileName().toString();
                rows.addAll(ClaimRow.of(studies.path(), name, verdicts.verdicts()));
                judged.add(verdicts);
              }
            });
    if (rows.isEmpty() && leftOut.isEmpty()) {
      throw new ConfigException(
          "no study in %s has claims; use the parent folder of experiments that seqlab run wrote"
              .formatted(studies.path()));
    } else if (rows.isEmpty()) {
      return ExitCode.USAGE;
    }
    ClaimsPage.requireReplaceable(studies.path());
    for (StudyVerdicts study : judged) {
      study.write();
    }
    print(ClaimRow.sorted(rows), leftOut);
    return leftOut.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void print(List<ClaimRow> rows, List<String> leftOut) throws IOException {
    ClaimsPage.write(studies.path(), rows, leftOut);
    Output out = Output.of(spec);
    out.text(ClaimsPage.text(rows));
    out.line("\nTable: " + studies.path().resolve("README.md"));
  }

  private void noticeWaiting(String owner) {
    spec.commandLine().getErr().println("seqlab: " + RunMessages.waitingForTables(owner));
  }
}
