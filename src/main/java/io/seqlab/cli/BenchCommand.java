package io.seqlab.cli;

import static io.seqlab.cli.text.Numbers.count;

import io.seqlab.cli.text.Output;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.Require;
import io.seqlab.study.bench.Bench;
import io.seqlab.study.bench.BenchFamily;
import io.seqlab.study.doctor.Doctor;
import io.seqlab.study.plan.MachineMemory;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code seqlab bench}. */
@Command(
    name = "bench",
    description = {
      "Benchmarks training speed, decoding speed and memory of model families on random sentences.",
      "Training speed is the median over steps of forward, backward, clipping and Adam."
    },
    sortOptions = false,
    showDefaultValues = true,
    footer =
        "%nExample:%n  seqlab bench --family transformer --batch 32 --length 20 --vocab 2000 --embed 128 --hidden 256 --json")
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      showDefaultValue = Visibility.NEVER,
      description =
          "lstm, additive, general, general-feed or transformer. Repeatable. Default: all.")
  private List<String> families = List.of();

  @Option(names = "--batch", paramLabel = "N", description = "Sentences per batch.")
  private int batch = 64;

  @Option(names = "--length", paramLabel = "N", description = "Tokens per sentence.")
  private int length = 25;

  @Option(names = "--vocab", paramLabel = "N", description = "Vocabulary size of each side.")
  private int vocab = 8000;

  @Option(names = "--embed", paramLabel = "N", description = "Embedding size and d_model.")
  private int embed = 256;

  @Option(names = "--hidden", paramLabel = "N", description = "Hidden size of recurrent layers.")
  private int hidden = 512;

  @Option(names = "--steps", paramLabel = "N", description = "Timed training steps.")
  private int steps = 30;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Untimed steps before them, for at least 20 seconds.")
  private int warmup = 5;

  @Option(
      names = "--ignore-memory",
      description = "Run even if the estimated memory exceeds that of the machine.")
  private boolean ignoreMemory;

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    engine.apply();
    requireSizes();
    Output out = Output.of(spec);
    List<String> keys = Arrays.stream(BenchFamily.values()).map(BenchFamily::key).toList();
    List<Bench.Config> configs =
        (families.isEmpty() ? keys : families)
            .stream().map(name -> config(family(name, keys))).toList();
    if (!ignoreMemory) {
      configs.forEach(config -> config.requireFit(MachineMemory.here()));
    }
    for (Bench.Config config : configs) {
      Bench.Result result = Bench.measure(config);
      out.line(json ? json(config, result) : text(config, result));
    }
    return ExitCode.OK;
  }

  private void requireSizes() {
    Require.exampleCount("--batch", batch);
    Require.length("--length", length);
    InvalidSpecException.require(
        vocab >= 5, "--vocab", "--vocab must be at least 5, not %d", vocab);
    Require.symbolCount("--vocab", vocab);
    Require.width("--embed", embed);
    Require.width("--hidden", hidden);
    Require.positive("--steps", steps);
    Require.nonNegative("--warmup", warmup);
  }

  private Bench.Config config(BenchFamily family) {
    return new Bench.Config(
        family, batch, length, vocab, embed, hidden, engine.threads, steps, warmup);
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

  private static String text(Bench.Config config, Bench.Result result) {
    return String.format(
        Locale.ROOT,
        "%-12s %8.2f ms/step, %9s tokens/s, decoding %9.1f sentences/s, %s parameters, %,.0f MiB",
        config.family().key(),
        result.trainMs(),
        count(Math.round(result.trainTokensPerSecond())),
        result.decodeSentencesPerSecond(),
        count(result.parameters()),
        result.peakMemoryMb());
  }

  /** Config and result under the keys of the PyTorch benchmark; fused: single-pass Adam. */
  private static String json(Bench.Config config, Bench.Result result) {
    return String.format(
        Locale.ROOT,
        "{\"peer\": \"seqlab %s\", \"family\": \"%s\", \"batch\": %d, \"length\": %d, \"vocab\": %d, \"embed\": %d,"
            + " \"hidden\": %d, \"threads\": %d, \"fused\": true, \"train_ms\": %.2f,"
            + " \"train_tokens_per_second\": %.0f, \"decode_sentences_per_second\": %.1f,"
            + " \"parameters\": %d, \"peak_memory_mb\": %.0f}",
        Doctor.version(),
        config.family().key(),
        config.batch(),
        config.length(),
        config.vocab(),
        config.embed(),
        config.hidden(),
        config.threads(),
        result.trainMs(),
        result.trainTokensPerSecond(),
        result.decodeSentencesPerSecond(),
        result.parameters(),
        result.peakMemoryMb());
  }
}
