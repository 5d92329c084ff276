package io.seqlab.cli;

import io.seqlab.cli.text.CheckText;
import io.seqlab.cli.text.Output;
import io.seqlab.study.plan.StudyCheck;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seqlab check}. */
@Command(
    name = "check",
    description = {
      "Validates a study and its data, and prints the sizes of its data, models and runs.",
      "Trains nothing and writes nothing."
    },
    footer = {"", "Example:", "  seqlab check configs/quickstart.yaml --set models.rnn.hidden=512"})
public final class CheckCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private StudyOptions options;

  @Override
  public void run() {
    Output.of(spec).text(CheckText.of(StudyCheck.of(options.read(), List.of())));
  }
}
