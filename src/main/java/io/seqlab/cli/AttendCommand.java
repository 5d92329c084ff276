package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.Report;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.study.trained.TrainedModel;
import io.seqlab.study.trained.Translation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab attend}. */
@Command(
    name = "attend",
    description = "Translates one sentence and plots its attention.",
    footer = "%nExample:%n  seqlab attend experiments/quickstart/runs/luong/s1 '3rd of May, 1979'")
public final class AttendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Parameters(index = "0", paramLabel = "RUN", description = "Run folder.")
  private Path run;

  @Parameters(index = "1", paramLabel = "SENTENCE", description = "The sentence to translate.")
  private String sentence;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Output folder, in which no file is replaced. Default: attention/ in the run folder.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    engine.apply();
    if (out != null && out.toString().isBlank()) {
      throw new ConfigException("--out is empty; name a folder, or omit it for the run folder");
    }
    try (TrainedModel model = TrainedModels.open(spec, run)) {
      Translation best =
          model.translate(List.of(sentence), model.spec().decoding(), true).get(0).get(0);
      if (!best.hasAttention()) {
        Output.of(spec).line(best.text() + "\n(this model has no attention to plot)");
        return ExitCode.OK;
      }
      Path folder = out == null ? new RunFolder(run).attention() : out;
      AttentionMap map = best.attentionMap("sentence");
      if (out != null) {
        requireNew(Report.attentionFiles(folder, model.spec().model(), map));
      }
      Output output = Output.of(spec);
      output.line(best.text());
      output.line("Attention: " + Report.drawAttention(folder, model.spec().model(), map));
    }
    return ExitCode.OK;
  }

  /** Outside the folder of the run, files are the user's, or pictures of other sentences. */
  private static void requireNew(List<Path> files) {
    for (Path file : files) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new ConfigException(
            "%s exists and is unchanged; rename or delete it, or choose another folder with --out DIR"
                .formatted(file));
      }
    }
  }
}
