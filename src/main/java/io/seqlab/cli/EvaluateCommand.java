package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.Warning;
import io.seqlab.study.trained.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Computes the metrics of a run's study on other parallel text.",
      "The options of decoding override those of the study."
    },
    footer =
        "%nExample:%n  seqlab evaluate experiments/quickstart/runs/luong/s1 --source in.txt --target out.txt")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;
  @Mixin private ParallelTextOptions text;

  @Parameters(paramLabel = "RUN", description = "Run folder.")
  private Path run;

  @Override
  public Integer call() throws IOException {
    engine.apply();
    try (TrainedModel model =
        TrainedModel.open(run, DecodingOptions.values(spec), DecodingOptions::name)) {
      model.warning().ifPresent(warning -> Warning.print(spec, warning));
      Output out = Output.of(spec);
      model
          .evaluate(text.source, text.target)
          .forEach((m, value) -> out.line(String.format(Locale.ROOT, "%s\t%.6f", m.key(), value)));
    }
    return ExitCode.OK;
  }
}
