package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code seqlab translate --n-best} against {@code seqlab score}. */
class NBestTest {
  private static final int N = 3;
  private static final String STUDY =
      """
      study: nbest
      task:
        type: copy
        symbols: 4
        lengths: {train: [1, 4], valid: [1, 4], test: [1, 4]}
        examples: {train: 200, valid: 8, test: 8}
      training: {batch: {size: 20}, budget: {steps: 80}, validate_every: 80, optimizer: {type: adam, learning_rate: 0.02}}
      decoding: {max_length: 12, length_penalty: 0}
      metrics: [exact_match]
      seeds: [1]
      models: {luong: {type: rnn, cell: gru, hidden: 16, embedding: 16, attention: luong}}
      """;

  @TempDir Path home;

  @Test
  void printsTheBestTranslationsOfEachLineWithTheirScores() throws IOException {
    Path study = Files.writeString(home.resolve("study.yaml"), STUDY);
    Path out = home.resolve("out");
    execute("run", study.toString(), "--threads", "1", "--out", out.toString());
    String run = out.resolve("runs/luong/s1").toString();
    List<String> lines =
        Files.readAllLines(out.resolve("runs/luong/s1/predictions.tsv")).stream()
            .skip(1)
            .limit(4)
            .map(row -> row.split("\t", -1)[0])
            .toList();

    List<String[]> rows =
        translate(run, String.join("\n", lines), N).map(row -> row.split("\t", -1)).toList();

    assertThat(rows).hasSize(N * lines.size()).allMatch(row -> row.length == N);
    assertThat(
            translate(run, "\uFEFF" + String.join("\n", lines), N).map(row -> row.split("\t", -1)))
        .as("with a byte order mark")
        .containsExactlyElementsOf(rows);
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)[0]).isEqualTo(String.valueOf(1 + i / N));
      sources.add(lines.get(i / N));
      if (i % N > 0) {
        assertThat(logProbability(rows.get(i)))
            .isLessThanOrEqualTo(logProbability(rows.get(i - 1)));
      }
    }
    Path source = Files.write(home.resolve("source.txt"), sources);
    Path target = Files.write(home.resolve("target.txt"), rows.stream().map(r -> r[2]).toList());
    List<Double> scores =
        execute(
                "score",
                run,
                "--source",
                source.toString(),
                "--target",
                target.toString(),
                "--threads",
                "1")
            .map(Double::valueOf)
            .toList();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(scores.get(i)).isCloseTo(logProbability(rows.get(i)), within(2e-4)); // printed
    }
  }

  /** A tab is a character that a model may learn; a carriage return within a line ends none. */
  @Test
  void translationIsAllThatFollowsTheSecondTab() throws IOException {
    Files.writeString(home.resolve("source.txt"), "ab\n".repeat(40));
    Files.writeString(home.resolve("target.txt"), "=\t\\\n".repeat(40));
    String files =
        "{source: '%s', target: '%s'}"
            .formatted(home.resolve("source.txt"), home.resolve("target.txt"));
    Path study =
        Files.writeString(
            home.resolve("study.yaml"),
            STUDY.replaceFirst(
                "(?s)task:.*?training:",
                "task: {type: corpus, tokens: char, train: %1$s, valid: %1$s, test: %1$s}\ntraining:"
                    .formatted(files)));
    Path out = home.resolve("out");
    execute("run", study.toString(), "--threads", "1", "--out", out.toString());
    String run = out.resolve("runs/luong/s1").toString();
    List<String> rows = translate(run, "a\rb\r\na\rb", 1).toList();
    assertThat(rows).hasSize(2);
    for (int line = 1; line <= 2; line++) {
      assertThat(rows.get(line - 1).split("\t", 3))
          .startsWith(String.valueOf(line))
          .endsWith("=\t\\");
    }
  }

  private static Stream<String> translate(String run, String lines, int nBest) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
      return execute("translate", run, "--n-best", String.valueOf(nBest), "--threads", "1");
    } finally {
      System.setIn(before);
    }
  }

  private static double logProbability(String[] row) {
    return Double.parseDouble(row[1]);
  }

  private static Stream<String> execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertThat(command.execute(arguments)).as("%s", err).isZero();
    return out.toString().lines();
  }
}
