package io.seqlab.cli;

import io.seqlab.cli.TrainedModels.Entry;
import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.StandardInput;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Require;
import io.seqlab.study.trained.Translation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code seqlab translate}. */
@Command(
    name = "translate",
    description = {
      "Translates standard input line by line with the model of a run, or with several as an",
      "ensemble: the mean of their probabilities. With --side-by-side, each run translates by itself.",
      "With --n-best, prints line number, log-probability and translation, separated by tabs; the",
      "translation is all that follows the last of these tabs, and is not escaped.",
      "The options of decoding override those of the study: of the first run for an ensemble, else of each run."
    },
    footer =
        "%nExample:%n  echo 'May 3, 1979' | seqlab translate experiments/quickstart/runs/luong/s1")
public final class TranslateCommand implements Callable<Integer> {
  /** Lines per call of the model. */
  private static final int CHUNK = 1024;

  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Mixin private RunsOptions runs;

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
    try (TrainedModels models = runs.open(spec, answers())) {
      if (pictures.isPresent()) {
        requirePictures(models, pictures.get());
      }
      StandardInput in = new StandardInput();
      StandardInput.announce(spec, "Type a sentence");
      for (List<String> chunk = in.next(CHUNK); !chunk.isEmpty(); chunk = in.next(CHUNK)) {
        translate(models, chunk, pictures);
      }
    }
    return ExitCode.OK;
  }

  private static void requirePictures(TrainedModels models, AttentionFolder pictures)
      throws IOException {
    if (models.entries().stream().noneMatch(entry -> entry.model().formsAttention())) {
      throw new ConfigException(
          "--attention needs attention weights over the source, and the model %s forms none; remove --attention"
              .formatted(
                  models.entries().stream()
                      .map(entry -> entry.model().name())
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    for (Entry entry : models.entries()) {
      pictures.requireNoLines(entry.picture());
    }
  }

  private int answers() {
    return nBest == null ? 1 : nBest;
  }

  private void translate(
      TrainedModels models, List<String> chunk, Optional<AttentionFolder> pictures)
      throws IOException {
    List<List<List<Translation>>> byModel = new ArrayList<>();
    for (Entry entry : models.entries()) {
      byModel.add(entry.model().translate(chunk, pictures.isPresent()));
    }
    for (int i = 0; i < chunk.size(); i++) {
      lines++;
      for (int m = 0; m < byModel.size(); m++) {
        Entry entry = models.entries().get(m);
        List<Translation> translations = byModel.get(m).get(i);
        print(entry, translations);
        Translation best = translations.get(0);
        if (pictures.isPresent() && best.hasAttention()) {
          String line = AttentionFolder.line(lines);
          pictures.get().draw(entry.picture(), best.attentionMap(line));
        }
      }
    }
  }

  private void print(Entry entry, List<Translation> translations) {
    Output out = Output.of(spec);
    String prefix = runs.prefix(lines, entry, nBest != null);
    if (nBest == null) {
      out.line(prefix + translations.get(0).text());
      return;
    }
    for (Translation each : translations) {
      String score = String.format(Locale.ROOT, "%.4f", each.logProbability());
      out.line(prefix + score + "\t" + each.text());
    }
  }
}
