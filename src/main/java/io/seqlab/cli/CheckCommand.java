package io.seqlab.cli;

import io.seqlab.cli.text.CheckText;
import io.seqlab.cli.text.Output;
import io.seqlab.config.StudySpec;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.MemoryCheck;
import io.seqlab.study.plan.StudyCheck;
import java.util.List;
import java.util.Optional;
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
    StudySpec study = options.read();
    Output out = Output.of(spec);
    Optional<String> tooManyExamples = MemoryCheck.tooManyExamples(study);
    if (tooManyExamples.isPresent()) {
      out.text(CheckText.title(study) + "\n\nwarning: " + tooManyExamples.get() + "\n");
      return;
    }
    StudyCheck check = StudyCheck.of(study, List.of());
    out.text(CheckText.of(check));
    new MemoryCheck(MachineMemory.here(), 1)
        .excess(check.variants())
        .ifPresent(
            message ->
                out.text("\nwarning: " + message + "; seqlab run requires --ignore-memory\n"));
  }
}
