package io.seqlab.cli;

import io.seqlab.cli.TrainedModels.Entry;
import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.StandardInput;
import io.seqlab.study.trained.SentencePairs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private RunsOptions runs;

  @ArgGroup(exclusive = false)
  private ParallelTextOptions text;

  @Option(
      names = "--without-end",
      description =
          "Score the tokens alone, as greedy decoding and sampling score an answer that was cut off at max_length.")
  private boolean withoutEnd;

  private int lines;

  @Override
  public Integer call() throws IOException {
    engine.apply();
    try (TrainedModels models = runs.open(spec, 1)) {
      if (text == null) {
        scoreInput(models);
      } else {
        print(models, SentencePairs.files(text.source, text.target));
      }
    }
    return ExitCode.OK;
  }

  /** Pairs before a damaged line are scored all the same. */
  private void scoreInput(TrainedModels models) {
    StandardInput.announce(spec, "Type a source, a tab and its target");
    StandardInput in = new StandardInput();
    int read = 0;
    for (List<String> chunk = in.next(CHUNK); !chunk.isEmpty(); chunk = in.next(CHUNK)) {
      SentencePairs pairs = new SentencePairs();
      try {
        for (String line : chunk) {
          read++;
          pairs.add(line, "standard input, line " + read);
        }
      } finally {
        print(models, pairs);
      }
    }
  }

  /** Prints the scores that each model gives, line by line. */
  private void print(TrainedModels models, SentencePairs pairs) {
    List<List<Double>> byModel = new ArrayList<>();
    for (Entry entry : models.entries()) {
      byModel.add(entry.model().score(pairs, !withoutEnd));
    }
    for (int i = 0; i < byModel.get(0).size(); i++) {
      lines++;
      for (int m = 0; m < byModel.size(); m++) {
        String score = String.format(Locale.ROOT, "%.4f", byModel.get(m).get(i));
        Output.of(spec).line(runs.prefix(lines, models.entries().get(m), false) + score);
      }
    }
  }
}
