package io.seqlab.cli;

import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.StandardInput;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.study.trained.TrainedEnsemble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab score}. */
@Command(
    name = "score",
    description = {
      "Prints the log-probability, in nats, of each target line given its source line, end-of-sequence included.",
      "Without --source and --target, each line of standard input is a source and its target, separated by a tab.",
      "Several runs are an ensemble: the mean of their probabilities. With --side-by-side, each run scores by itself."
    },
    footer =
        "%nExample:%n  seqlab score experiments/quickstart/runs/luong/s1 --source in.txt --target out.txt")
public final class ScoreCommand implements Callable<Integer> {
  /** Lines per call of the model. */
  private static final int CHUNK = 1024;

  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Run folders; several with the same vocabularies are an ensemble.")
  private List<Path> runs;

  @ArgGroup(exclusive = false)
  private Files files;

  /** Parallel text. */
  static final class Files {
    @Option(
        names = "--source",
        paramLabel = "FILE",
        required = true,
        description = "Source text, one sentence per line, plain or .gz.")
    private Path source;

    @Option(
        names = "--target",
        paramLabel = "FILE",
        required = true,
        description = "Target text, one sentence per line, plain or .gz.")
    private Path target;
  }

  @Option(
      names = "--side-by-side",
      description =
          "Score with each run by itself; print line number, run and log-probability, separated by tabs.")
  private boolean sideBySide;

  @Option(
      names = "--without-end",
      description =
          "Score the tokens alone, as greedy decoding and sampling score an answer that was cut off at max_length.")
  private boolean withoutEnd;

  private int lines;

  @Override
  public Integer call() throws IOException {
    engine.apply();
    try (TrainedModels models = open()) {
      if (files == null) {
        scoreInput(models);
      } else {
        scoreFiles(models);
      }
    }
    return ExitCode.OK;
  }

  private TrainedModels open() throws IOException {
    Map<String, String> decoding = DecodingOptions.values(spec);
    return sideBySide
        ? TrainedModels.sideBySide(spec, runs, decoding, 1)
        : TrainedModels.ensemble(spec, runs, decoding, 1);
  }

  private void scoreFiles(TrainedModels models) {
    print(models, model -> model.score(files.source, files.target, !withoutEnd));
  }

  private void scoreInput(TrainedModels models) {
    StandardInput in = new StandardInput();
    StandardInput.announce(spec, "Type a source, a tab and its target");
    int read = 0;
    for (List<String> chunk = in.next(CHUNK); !chunk.isEmpty(); chunk = in.next(CHUNK)) {
      List<String> sources = new ArrayList<>();
      List<String> targets = new ArrayList<>();
      for (String line : chunk) {
        read++;
        String[] pair = line.split("\t", -1);
        if (pair.length != 2) {
          throw new ConfigException(
              "standard input, line %d: %d tabs; give a source and its target, separated by one tab"
                  .formatted(read, pair.length - 1));
        }
        sources.add(pair[0]);
        targets.add(pair[1]);
      }
      print(models, model -> model.score(sources, targets, !withoutEnd));
    }
  }

  /** Prints the scores that each model gives, line by line. */
  private void print(TrainedModels models, Function<TrainedEnsemble, List<Double>> scorer) {
    List<List<Double>> byModel =
        models.entries().stream().map(entry -> scorer.apply(entry.model())).toList();
    for (int i = 0; i < byModel.get(0).size(); i++) {
      lines++;
      for (int m = 0; m < byModel.size(); m++) {
        String score = String.format(Locale.ROOT, "%.4f", byModel.get(m).get(i));
        String label = models.entries().get(m).label();
        Output.of(spec).line(sideBySide ? lines + "\t" + label + "\t" + score : score);
      }
    }
  }
}
