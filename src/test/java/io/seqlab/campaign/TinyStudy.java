package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A study of two models that takes seconds and writes every kind of file, and its results. */
record TinyStudy(SeqlabCommand seqlab, Path home, Path file) {
  static final String TEXT =
      """
      study: tiny
      task: {type: reverse, symbols: 8, lengths: {train: [1, 6], valid: [1, 6], test: [1, 8]}, examples: {train: 96, valid: 16, test: 24}}
      training: {batch: {size: 8}, budget: {steps: 60}, validate_every: 20}
      decoding: {beam: 2, max_length: 12}
      metrics: [exact_match, token_accuracy, bleu]
      seeds: [1]
      models:
        luong: {type: rnn, cell: lstm, hidden: 12, embedding: 8, attention: luong, dropout: 0.3}
        transformer: {type: transformer, d_model: 8, heads: 2, layers: 1, ff: 16, dropout: 0.3}
      report: {attention: 1}
      probes:
        - {type: slices}
        - {type: order}
      claims:
        - id: K1
          sentence: One is better than the other.
          parts:
            - {type: greater, measure: token_accuracy, of: luong, than: transformer}
      """;

  static TinyStudy in(Path home, SeqlabCommand seqlab) throws IOException {
    return new TinyStudy(seqlab, home, Files.writeString(home.resolve("tiny.yaml"), TEXT));
  }

  /** Where standard output and standard error of all commands go. */
  Path logs() {
    return home.resolve("logs");
  }

  /** The words of {@code seqlab run}. */
  List<String> words(Path out, String... more) {
    String[] run = {"run", file.toString(), "--threads", "1", "--out", out.toString()};
    return seqlab.words(Stream.concat(Stream.of(run), Stream.of(more)).toArray(String[]::new));
  }

  /** Runs it to the end without faults and returns its results. */
  Snapshot finish(Path out) throws IOException, InterruptedException {
    SeqlabCommand.Ended ended = SeqlabCommand.start(home, logs(), Map.of(), words(out)).await();
    assertThat(ended.exit()).as("exit code:%n%s", Outputs.tail(ended)).isZero();
    return Snapshot.of(out);
  }

  /** {@code seqlab report} of an experiment. */
  SeqlabCommand.Ended report(Path out) throws IOException, InterruptedException {
    return seqlab.run(home, logs(), "report", out.toString());
  }

  /** {@code seqlab translate} of three lines with a run. */
  SeqlabCommand.Ended translate(Path run) throws IOException, InterruptedException {
    Path input = Files.writeString(home.resolve("input.txt"), "a b c\nh g\nb b b a\n");
    List<String> words =
        List.of("sh", "-c", "in=$1; shift; exec \"$@\" < \"$in\"", "sh", input.toString());
    List<String> translate = seqlab.words("translate", run.toString(), "--threads", "1");
    return SeqlabCommand.start(
            home, logs(), Map.of(), Stream.concat(words.stream(), translate.stream()).toList())
        .await();
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
