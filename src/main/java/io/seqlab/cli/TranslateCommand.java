package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Require;
import io.seqlab.report.Report;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.study.trained.TrainedModel;
import io.seqlab.study.trained.Translation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
      description = "Also plot the attention of each line, in this folder.")
  private Path attention;

  private int lines;

  @Override
  public Integer call() throws IOException {
    Require.positive("--beam", beam == null ? 1 : beam);
    Require.positive("--n-best", nBest == null ? 1 : nBest);
    engine.apply();
    try (TrainedModel model = TrainedModels.open(spec, run)) {
      int beamSize =
          beam != null ? beam : Math.max(model.spec().decoding().beam(), nBest == null ? 1 : nBest);
      if (nBest != null && nBest > beamSize) {
        throw new ConfigException(
            "--n-best must be at most the beam size %d, not %d".formatted(beamSize, nBest));
      }
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()));
      for (List<String> chunk = read(in); !chunk.isEmpty(); chunk = read(in)) {
        translate(model, chunk, beamSize);
      }
    }
    return ExitCode.OK;
  }

  /** The lines that have arrived, at least one and at most a chunk; none at the end of input. */
  private List<String> read(BufferedReader in) {
    List<String> chunk = new ArrayList<>();
    try {
      for (String line = readLine(in); line != null; line = readLine(in)) {
        chunk.add(line);
        if (chunk.size() == CHUNK || !in.ready()) {
          break;
        }
      }
      return chunk;
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          "standard input, after line %d: not valid UTF-8; convert it to UTF-8"
              .formatted(lines + chunk.size()),
          e);
    } catch (IOException e) {
      throw new ConfigException("cannot read standard input: " + IoErrorMessage.of(e), e);
    }
  }

  /** The next line as the files of a task have them, ended by LF or CRLF; null at the end. */
  private static String readLine(BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      line.append((char) c);
      c = in.read();
    }
    int last = line.length() - 1;
    return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
  }

  private void translate(TrainedModel model, List<String> chunk, int beamSize) throws IOException {
    for (List<Translation> translations :
        model.translate(chunk, model.decoding(beamSize), attention != null)) {
      lines++;
      print(translations);
      if (attention != null && translations.get(0).hasAttention()) {
        Report.drawAttention(
            attention, model.spec().model(), translations.get(0).attentionMap("line-" + lines));
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
