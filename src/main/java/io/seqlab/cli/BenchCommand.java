package io.seqlab.cli;

import static io.seqlab.cli.text.Numbers.count;

import io.seqlab.cli.text.Output;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.study.bench.Bench;
import io.seqlab.study.bench.BenchFamily;
import io.seqlab.study.doctor.Doctor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
      "Measures tokens a second and memory of each family on random sentences.",
      "Median of the steps after warm-up: forward, backward, clipping, Adam."
    },
    sortOptions = false,
    showDefaultValues = true,
    footer = {
      "",
      "Example:",
      "  seqlab bench --family transformer --batch 32 --length 20 --vocab 2000 --embed 128 --hidden 256 --json"
    })
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

  @Option(names = "--batch", paramLabel = "N", description = "Sentences in a batch.")
  private int batch = 64;

  @Option(names = "--length", paramLabel = "N", description = "Tokens of each sentence.")
  private int length = 25;

  @Option(names = "--vocab", paramLabel = "N", description = "Tokens known on each side.")
  private int vocab = 8000;

  @Option(names = "--embed", paramLabel = "N", description = "Width of embeddings.")
  private int embed = 256;

  @Option(names = "--hidden", paramLabel = "N", description = "Width of recurrent states.")
  private int hidden = 512;

  @Option(names = "--steps", paramLabel = "N", description = "Steps measured.")
  private int steps = 30;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Steps before those, and at least twenty seconds of them.")
  private int warmup = 5;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    engine.use();
    IntStream.of(batch, length, vocab - 3, embed, hidden, steps).forEach(BenchCommand::positive);
    Output out = Output.of(spec);
    List<String> keys = Arrays.stream(BenchFamily.values()).map(BenchFamily::key).toList();
    for (String name : families.isEmpty() ? keys : families) {
      Bench.Setting setting = setting(family(name, keys));
      Bench.Figures figures = Bench.measure(setting);
      out.line(json ? json(setting, figures) : text(setting, figures));
    }
    return ExitCode.OK;
  }

  private static void positive(int size) {
    if (size < 1) {
      throw new ConfigException("sizes and steps must be at least 1, and --vocab at least 4");
    }
  }

  private Bench.Setting setting(BenchFamily family) {
    return new Bench.Setting(
        family, batch, length, vocab, embed, hidden, engine.threads(), steps, warmup);
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

  private static String text(Bench.Setting setting, Bench.Figures figures) {
    return String.format(
        Locale.ROOT,
        "%-12s %8.2f ms a step, %9s tokens/s, decoding %9.1f sentences/s, %s parameters, %.0f MiB",
        setting.family().key(),
        figures.trainMs(),
        count(Math.round(figures.trainTokensPerSecond())),
        figures.decodeSentencesPerSecond(),
        count(figures.parameters()),
        figures.peakMemoryMb());
  }

  /**
   * What was asked and measured, under the names of the PyTorch script it is compared with; fused:
   * Adam in one pass.
   */
  private static String json(Bench.Setting setting, Bench.Figures figures) {
    return String.format(
        Locale.ROOT,
        "{\"peer\": \"seqlab %s\", \"family\": \"%s\", \"batch\": %d, \"length\": %d, \"vocab\": %d, \"embed\": %d,"
            + " \"hidden\": %d, \"threads\": %d, \"fused\": true, \"train_ms\": %.2f,"
            + " \"train_tokens_per_second\": %.0f, \"decode_sentences_per_second\": %.1f,"
            + " \"parameters\": %d, \"peak_memory_mb\": %.0f}",
        Doctor.version(),
        setting.family().key(),
        setting.batch(),
        setting.length(),
        setting.vocab(),
        setting.embed(),
        setting.hidden(),
        setting.threads(),
        figures.trainMs(),
        figures.trainTokensPerSecond(),
        figures.decodeSentencesPerSecond(),
        figures.parameters(),
        figures.peakMemoryMb());
  }
}
