package io.seqlab.cli.text;

import static io.seqlab.cli.text.Numbers.count;

import io.seqlab.study.bench.BenchConfig;
import io.seqlab.study.bench.BenchMeasure;
import io.seqlab.study.bench.BenchResult;
import io.seqlab.study.doctor.Doctor;
import java.util.Locale;

/** The output of {@code seqlab bench}. */
public final class BenchText {
  private static final String COLUMNS = "%-12s %5s %6s %7s  %8s %9s %5s  %8s %8s %8s  %11s %6s%n";

  private BenchText() {}

  /** The header of the table, two lines. */
  public static String header() {
    return format(
            COLUMNS, "", "", "", "", "training", "", "", "greedy", "scored", "beam", "", "memory")
        + format(
            COLUMNS,
            "family",
            "batch",
            "length",
            "threads",
            "ms/step",
            "tokens/s",
            "share",
            "sent./s",
            "sent./s",
            "sent./s",
            "parameters",
            "MiB");
  }

  /** A row of the table. */
  public static String row(BenchResult result) {
    BenchConfig config = result.config();
    return format(
            COLUMNS,
            config.family().key(),
            config.batch(),
            config.length(),
            config.threads(),
            format("%.2f", result.trainSeconds() * 1e3),
            count(Math.round(result.trainTokensPerSecond())),
            format("%.0f%%", 100 * result.utilisation()),
            format("%.1f", result.greedy()),
            format("%.1f", result.scored()),
            Double.isNaN(result.beam()) ? "–" : format("%.1f", result.beam()),
            count(result.parameters()),
            format("%,.0f", result.peakMemoryMb()))
        .stripTrailing();
  }

  /** How time and operations grow with length. */
  public static String line(BenchConfig config, BenchResult.Growth growth) {
    return format(
        "%s, batch %d, %s: training time grows with length^%.2f, operations with length^%.2f (%,d to %,d tokens)",
        config.family().key(),
        config.batch(),
        count(config.threads(), "thread"),
        growth.trainSeconds(),
        growth.flops(),
        growth.from(),
        growth.to());
  }

  /** A result under the keys of the PyTorch benchmark; fused: single-pass Adam. */
  public static String json(BenchResult result) {
    BenchConfig config = result.config();
    return format(
        "{\"peer\": \"seqlab %s\", %s, \"length\": %d, \"vocab\": %d, \"embed\": %d, \"hidden\": %d,"
            + " \"fused\": true, \"train_ms\": %.3f, \"train_tokens_per_second\": %.0f,"
            + " \"decode_sentences_per_second\": %.1f, \"scored_sentences_per_second\": %.1f,"
            + " \"beam\": %d, \"beam_sentences_per_second\": %s, \"parameters\": %d, \"flops\": %.0f,"
            + " \"matrix_product_gflops\": %.1f, \"utilisation\": %.3f, \"peak_memory_mb\": %.0f}",
        Doctor.version(),
        key(config),
        config.length(),
        config.vocab(),
        config.embed(),
        config.hidden(),
        result.trainSeconds() * 1e3,
        result.trainTokensPerSecond(),
        result.greedy(),
        result.scored(),
        config.beam(),
        Double.isNaN(result.beam()) ? "null" : format("%.1f", result.beam()),
        result.parameters(),
        result.flops(),
        result.matrixProductRate() / 1e9,
        result.utilisation(),
        result.peakMemoryMb());
  }

  /** One measure as a JSON object. */
  public static String json(BenchMeasure measure, double value) {
    return format("{\"%s\": %.4f}", measure.key(), value);
  }

  /** A growth as a JSON object. */
  public static String json(BenchConfig config, BenchResult.Growth growth) {
    return format(
        "{%s, \"from\": %d, \"to\": %d, \"train_exponent\": %.3f, \"flops_exponent\": %.3f}",
        key(config), growth.from(), growth.to(), growth.trainSeconds(), growth.flops());
  }

  private static String key(BenchConfig config) {
    return format(
        "\"family\": \"%s\", \"batch\": %d, \"threads\": %d",
        config.family().key(), config.batch(), config.threads());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
