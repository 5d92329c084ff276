package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.StandardInput;
import io.seqlab.cli.text.Warning;
import io.seqlab.config.schema.Require;
import io.seqlab.study.trained.TrainedEnsemble;
import io.seqlab.study.trained.Translation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      "Translates standard input line by line with the model of a run, or with several as an",
      "ensemble: the mean of their probabilities.",
      "With --n-best, prints line number, log-probability and translation, separated by tabs; the",
      "translation is all that follows the second tab, and is not escaped.",
      "The options of decoding override those of the first run's study."
    },
    footer =
        "%nExample:%n  echo 'May 3, 1979' | seqlab translate experiments/quickstart/runs/luong/s1")
public final class TranslateCommand implements Callable<Integer> {
  /** Lines per call of the model. */
  private static final int CHUNK = 1024;

  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Run folders; several with the same vocabularies are an ensemble.")
  private List<Path> runs;

  @Option(
      names = "--n-best",
      paramLabel = "N",
      description =
          "Translations per line; at most the beam size, which is N by default if it is larger than that of the study. With --sample, samples per line.")
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
    Require.positive("--n-best", nBest == null ? 1 : nBest);
    engine.apply();
    Optional<AttentionFolder> pictures =
        Optional.ofNullable(attention).map(folder -> new AttentionFolder("--attention", folder));
    Map<String, String> decoding = DecodingOptions.values(spec);
    try (TrainedEnsemble model =
        TrainedEnsemble.open(runs, decoding, answers(), DecodingOptions::name)) {
      model.warnings().forEach(text -> Warning.print(spec, text));
      if (pictures.isPresent()) {
        model.requireAttention("--attention");
        pictures.get().requireNoLines(model.name());
      }
      StandardInput in = new StandardInput();
      for (List<String> chunk = in.next(CHUNK); !chunk.isEmpty(); chunk = in.next(CHUNK)) {
        translate(model, chunk, pictures);
      }
    }
    return ExitCode.OK;
  }

  private int answers() {
    return nBest == null ? 1 : nBest;
  }

  private void translate(
      TrainedEnsemble model, List<String> chunk, Optional<AttentionFolder> pictures)
      throws IOException {
    for (List<Translation> translations : model.translate(chunk, pictures.isPresent())) {
      lines++;
      print(translations);
      Translation best = translations.get(0);
      if (pictures.isPresent() && best.hasAttention()) {
        String line = AttentionFolder.line(lines);
        pictures.get().draw(model.name(), best.attentionMap(line));
      }
    }
  }

  private void print(List<Translation> translations) {
    Output out = Output.of(spec);
    if (nBest == null) {
      out.line(translations.get(0).text());
      return;
    }
    for (Translation each : translations) {
      out.line(
          String.format(Locale.ROOT, "%d\t%.4f\t%s", lines, each.logProbability(), each.text()));
    }
  }
}
