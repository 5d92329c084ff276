package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.StandardInput;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Require;
import io.seqlab.study.trained.TrainedModel;
import io.seqlab.study.trained.Translation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab translate}. */
@Command(
    name = "translate",
    description = {
      "Translates standard input line by line with the model of a run.",
      "With --n-best, prints line number, log-probability and translation, separated by tabs; the",
      "translation is all that follows the second tab, and is not escaped."
    },
    footer =
        "%nExample:%n  echo 'May 3, 1979' | seqlab translate experiments/quickstart/runs/luong/s1")
public final class TranslateCommand implements Callable<Integer> {
  /** Lines per call of the model. */
  private static final int CHUNK = 1024;

  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Parameters(paramLabel = "RUN", description = "Run folder.")
  private Path run;

  @Option(
      names = "--beam",
      paramLabel = "K",
      description = "Beam size. Default: that of the study, or --n-best if larger.")
  private Integer beam;

  @Option(
      names = "--n-best",
      paramLabel = "N",
      description = "Translations per line; at most the beam size.")
  private Integer nBest;

  @Option(
      names = "--attention",
      paramLabel = "DIR",
      description =
          "Also plot the attention of each line in this folder, in which no file is replaced.")
  private Path attention;

  private int lines;

  @Override
  public Integer call() throws IOException {
    Require.positive("--beam", beam == null ? 1 : beam);
    Require.positive("--n-best", nBest == null ? 1 : nBest);
    engine.apply();
    Optional<AttentionFolder> pictures =
        Optional.ofNullable(attention).map(folder -> new AttentionFolder("--attention", folder));
    try (TrainedModel model = TrainedModels.open(spec, run)) {
      int beamSize =
          beam != null ? beam : Math.max(model.spec().decoding().beam(), nBest == null ? 1 : nBest);
      if (nBest != null && nBest > beamSize) {
        throw new ConfigException(
            "--n-best must be at most the beam size %d, not %d".formatted(beamSize, nBest));
      }
      if (pictures.isPresent()) {
        pictures.get().requireNoLines(model.spec().model());
      }
      StandardInput in = new StandardInput();
      for (List<String> chunk = in.next(CHUNK); !chunk.isEmpty(); chunk = in.next(CHUNK)) {
        translate(model, chunk, beamSize, pictures);
      }
    }
    return ExitCode.OK;
  }

  private void translate(
      TrainedModel model, List<String> chunk, int beamSize, Optional<AttentionFolder> pictures)
      throws IOException {
    for (List<Translation> translations :
        model.translate(chunk, model.decoding(beamSize), pictures.isPresent())) {
      lines++;
      print(translations);
      Translation best = translations.get(0);
      if (pictures.isPresent() && best.hasAttention()) {
        String line = AttentionFolder.line(lines);
        pictures.get().draw(model.spec().model(), best.attentionMap(line));
      }
    }
  }

  private void print(List<Translation> translations) {
    Output out = Output.of(spec);
    if (nBest == null) {
      out.line(translations.get(0).text());
      return;
    }
    for (Translation each : translations.subList(0, Math.min(nBest, translations.size()))) {
      out.line(
          String.format(Locale.ROOT, "%d\t%.4f\t%s", lines, each.logProbability(), each.text()));
    }
  }
}
