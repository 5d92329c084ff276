package io.seqlab.cli.command;

import io.seqlab.cli.text.Warning;
import io.seqlab.report.core.VisibleText;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.study.StudyVerdicts;
import io.seqlab.study.run.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A folder of experiments, which a command goes through. */
final class StudiesFolder {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "experiments",
      description = "Parent folder of experiments. Default: experiments.")
  private Path folder;

  Path path() {
    return folder;
  }

  /** What is done with an experiment. */
  @FunctionalInterface
  interface Action {
    void accept(ExperimentFolder experiment) throws IOException;
  }

  /**
   * Accepts each experiment after its warnings. Those whose files are damaged are named on standard
   * error and left out.
   *
   * @return names of the folders that are left out
   */
  List<String> acceptEach(Action action) throws IOException {
    List<String> leftOut = new ArrayList<>();
    for (ExperimentFolder experiment : StudyVerdicts.experiments(folder)) {
      String name = experiment.path().getFileName().toString();
      try {
        StudyVerdicts.warnings(experiment).forEach(warning -> Warning.print(command, warning));
        action.accept(experiment);
      } catch (IOException | RuntimeException e) {
        Optional<Failure> expected = Failure.of(e);
        if (expected.isEmpty()) {
          throw e;
        }
        String message = "seqlab: %s is left out: %s".formatted(name, expected.get().message());
        command.commandLine().getErr().println(VisibleText.message(message));
        leftOut.add(name);
      }
    }
    return leftOut;
  }
}
