package io.seqlab.cli;

import io.seqlab.cli.text.BenchText;
import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.StandardInput;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.Require;
import io.seqlab.study.bench.Bench;
import io.seqlab.study.bench.BenchConfig;
import io.seqlab.study.bench.BenchFamily;
import io.seqlab.study.bench.BenchMeasure;
import io.seqlab.study.bench.BenchModel;
import io.seqlab.study.bench.BenchResult;
import io.seqlab.study.plan.MachineMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code seqlab bench}. */
@Command(
    name = "bench",
    description = {
      "Benchmarks training speed, decoding speed and memory of model families on random sentences.",
      "Training speed is the median over steps of forward, backward, clipping and Adam. Decoding speed is that of 64 sentences at the same time: greedy search for token ids, the same with log-probabilities, and beam search. The share is of the operations per second of a 2048 x 2048 matrix product.",
      "Options with several values measure every combination; with three lengths or more, also how time and operations grow with length."
    },
    sortOptions = false,
    showDefaultValues = true,
    footer = {
      "",
      "Examples:",
      "  seqlab bench --family transformer --batch 32 --length 20 --vocab 2000 --embed 128 --hidden 256 --beam 5 --json",
      "  seqlab bench --family transformer,linear --batch 1 --length 256,512,1024 --threads 1,2"
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      description =
          "lstm, additive, general, general-feed, transformer, local, linear, conv or prefix-lm. Repeatable. Default: all.")
  private List<String> families = List.of();

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      description = "Sentences per batch of training.")
  private List<Integer> batches = List.of(64);

  @Option(names = "--length", paramLabel = "N", split = ",", description = "Tokens per sentence.")
  private List<Integer> lengths = List.of(25);

  @Option(names = "--vocab", paramLabel = "N", description = "Vocabulary size of each side.")
  private int vocab = 8000;

  @Option(names = "--embed", paramLabel = "N", description = "Embedding size and d_model.")
  private int embed = 256;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Hidden size of recurrent and convolutional layers.")
  private int hidden = 512;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      description = "Number of PyTorch threads. Default: number of processors.")
  private List<Integer> threads = List.of(Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--beam",
      paramLabel = "K",
      description = "Hypotheses of beam search; 0 leaves it out.")
  private int beam = 0;

  @Option(names = "--steps", paramLabel = "N", description = "Timed training steps.")
  private int steps = 30;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Untimed steps before them, for at least 20 seconds, later 3.")
  private int warmup = 5;

  @Option(
      names = "--ignore-memory",
      description = "Run even if the estimated memory exceeds that of the machine.")
  private boolean ignoreMemory;

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  @Option(
      names = "--turns",
      description =
          "Measure what each line of standard input names (train_ms, decode_sentences_per_second, scored_sentences_per_second or beam_sentences_per_second) for about a second, and print it as JSON, so that another program can take turns.")
  private boolean turns;

  @Override
  public Integer call() {
    requireSizes();
    EngineOptions.setThreads(threads.get(0));
    Output out = Output.of(spec);
    List<List<BenchConfig>> sweeps = sweeps();
    if (!ignoreMemory) {
      MachineMemory memory = MachineMemory.here();
      sweeps.forEach(sweep -> sweep.forEach(config -> config.requireFit(memory)));
    }
    if (turns) {
      takeTurns(out, single(sweeps));
      return ExitCode.OK;
    }
    out.text(json ? "" : BenchText.header());
    Bench bench = new Bench(steps, warmup);
    for (List<BenchConfig> sweep : sweeps) {
      List<BenchResult> results = new ArrayList<>();
      for (BenchConfig config : sweep) {
        BenchResult result = bench.measure(config);
        out.line(json ? BenchText.json(result) : BenchText.row(result));
        results.add(result);
      }
      BenchResult.growth(results)
          .ifPresent(
              growth ->
                  out.line(
                      json
                          ? BenchText.json(results.get(0).config(), growth)
                          : BenchText.line(results.get(0).config(), growth)));
    }
    return ExitCode.OK;
  }

  private static void takeTurns(Output out, BenchConfig config) {
    StandardInput in = new StandardInput();
    try (BenchModel model = new BenchModel(config)) {
      for (List<String> line = in.next(1); !line.isEmpty(); line = in.next(1)) {
        BenchMeasure measure = BenchMeasure.of(line.get(0));
        out.line(BenchText.json(measure, measure.of(model)));
      }
    }
  }

  private static BenchConfig single(List<List<BenchConfig>> sweeps) {
    if (sweeps.size() != 1 || sweeps.get(0).size() != 1) {
      throw new ConfigException(
          "--turns measures one model; give one value to each of --family, --batch, --length and --threads");
    }
    return sweeps.get(0).get(0);
  }

  private void requireSizes() {
    batches.forEach(batch -> Require.exampleCount("--batch", batch));
    lengths.forEach(length -> Require.length("--length", length));
    InvalidSpecException.require(
        vocab >= 5, "--vocab", "--vocab must be at least 5, not %d", vocab);
    Require.symbolCount("--vocab", vocab);
    Require.width("--embed", embed);
    Require.width("--hidden", hidden);
    threads.forEach(EngineOptions::require);
    Require.nonNegative("--beam", beam);
    Require.upTo("--beam", Math.max(1, beam), vocab);
    Require.positive("--steps", steps);
    Require.nonNegative("--warmup", warmup);
  }

  /** Configurations that differ only in length, for each family, batch and number of threads. */
  private List<List<BenchConfig>> sweeps() {
    List<List<BenchConfig>> sweeps = new ArrayList<>();
    for (BenchFamily family : selected()) {
      for (int batch : batches) {
        for (int each : threads) {
          sweeps.add(
              lengths.stream()
                  .map(n -> new BenchConfig(family, batch, n, vocab, embed, hidden, each, beam))
                  .toList());
        }
      }
    }
    return sweeps;
  }

  private List<BenchFamily> selected() {
    List<String> keys = Arrays.stream(BenchFamily.values()).map(BenchFamily::key).toList();
    return (families.isEmpty() ? keys : families).stream().map(name -> family(name, keys)).toList();
  }

  private static BenchFamily family(String name, List<String> keys) {
    return Arrays.stream(BenchFamily.values())
        .filter(family -> family.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "unknown family '%s'; %s"
                        .formatted(name, NearestName.hint(name, "families", keys))));
  }
}
