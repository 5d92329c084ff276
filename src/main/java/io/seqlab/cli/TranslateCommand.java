package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.Report;
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
      "Translates standard input with the model of a run, a line for each line.",
      "With --n-best, each line is followed by its number and log-probability: number, log-probability, text, parted by tabs."
    },
    footer = {
      "",
      "Example:",
      "  echo 'May 3, 1979' | seqlab translate experiments/quickstart/runs/luong/s1"
    })
public final class TranslateCommand implements Callable<Integer> {
  /** Lines that are read before any is translated. */
  private static final int CHUNK = 1024;

  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Parameters(paramLabel = "RUN", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "--beam",
      paramLabel = "K",
      description = "Hypotheses kept. Default: as the run was measured.")
  private Integer beam;

  @Option(
      names = "--n-best",
      paramLabel = "N",
      description = "Best answers printed for each line; at most the beam.")
  private Integer nBest;

  @Option(
      names = "--attention",
      paramLabel = "DIR",
      description = "Also draw the attention of each line there.")
  private Path attention;

  private int lines;

  @Override
  public Integer call() throws IOException {
    engine.use();
    try (TrainedModel model = TrainedModel.open(run)) {
      int width =
          beam != null ? beam : Math.max(model.spec().decoding().beam(), nBest == null ? 1 : nBest);
      if (width < 1 || (nBest != null && (nBest < 1 || nBest > width))) {
        throw new ConfigException(
            "--beam must be at least 1, and --n-best from 1 to the beam (%d)".formatted(width));
      }
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()));
      List<String> chunk = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        chunk.add(line);
        if (chunk.size() == CHUNK || !in.ready()) {
          translate(model, chunk, width);
          chunk.clear();
        }
      }
      translate(model, chunk, width);
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          "standard input, after line %d: not valid UTF-8; convert it to UTF-8".formatted(lines),
          e);
    }
    return ExitCode.OK;
  }

  private void translate(TrainedModel model, List<String> chunk, int width) throws IOException {
    for (List<Translation> best :
        model.translate(chunk, model.decoding(width), attention != null)) {
      lines++;
      print(best);
      if (attention != null && best.get(0).attends()) {
        Report.drawAttention(attention, model.spec().model(), best.get(0).map("line-" + lines));
      }
    }
  }

  private void print(List<Translation> best) {
    Output out = Output.of(spec);
    if (nBest == null) {
      out.line(best.get(0).text());
      return;
    }
    for (Translation each : best.subList(0, Math.min(nBest, best.size()))) {
      out.line(
          String.format(Locale.ROOT, "%d\t%.4f\t%s", lines, each.logProbability(), each.text()));
    }
  }
}
