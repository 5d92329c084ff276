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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of decoding, ensembles of runs, runs side by side, and scores on the command line. */
class DecodingOptionsTest {
  @TempDir static Path home;
  private static String luong;
  private static String transformer;
  private static List<String> sources;

  /** What a command printed, and its exit code. */
  private record Result(int exit, List<String> lines, String errors) {}

  @BeforeAll
  static void train() throws IOException {
    Path out = TrainedStudy.train(home, "reversed", "reverse");
    luong = out.resolve("runs/luong/s1").toString();
    transformer = out.resolve("runs/transformer/s1").toString();
    sources =
        Files.readAllLines(out.resolve("runs/luong/s1/predictions.tsv")).stream()
            .skip(1)
            .map(row -> row.split("\t", -1)[0])
            .toList();
  }

  private static Result execute(String... arguments) {
    return execute(sources, arguments);
  }

  /** Executes a command with lines on standard input. */
  private static Result execute(List<String> lines, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream before = System.in;
    try {
      byte[] input = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
      System.setIn(new ByteArrayInputStream(input));
      List<String> all = new ArrayList<>(Arrays.asList(arguments));
      all.addAll(List.of("--threads", "1"));
      int exit =
          Main.commandLine()
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(all.toArray(String[]::new));
      return new Result(exit, out.toString().lines().toList(), err.toString());
    } finally {
      System.setIn(before);
    }
  }

  private static List<String> lines(String... arguments) {
    Result result = execute(arguments);
    assertThat(result.exit()).as(result.errors()).isZero();
    return result.lines();
  }

  @Test
  void optionsHaveTheNamesOfTheKeys() {
    for (String command : List.of("translate", "evaluate", "attend")) {
      assertThat(String.join("\n", lines(command, "--help")))
          .contains("--beam", "--no-repeat-ngram-size", "--generate-unk", "--mbr-samples");
    }
  }

  @Test
  void optionsOverrideTheStudy() {
    assertThat(lines("translate", luong, "--max-length", "1")).noneMatch(l -> l.contains(" "));
    assertThat(lines("translate", luong, "--min-length", "7", "--beam", "2"))
        .hasSameSizeAs(sources)
        .allMatch(line -> line.split(" ").length == 7);
    List<String> samples = lines("translate", luong, "--sample", "--n-best", "3", "--seed", "5");
    assertThat(samples).hasSize(3 * sources.size());
    assertThat(lines("translate", "--sample", luong, "--n-best", "3", "--seed", "5"))
        .isEqualTo(samples);
    assertThat(lines("translate", luong, "--sample", "--n-best", "3", "--seed", "6"))
        .isNotEqualTo(samples);
    assertThat(lines("translate", luong, "--sample", "--mbr-samples", "8")).hasSameSizeAs(sources);
    assertThat(lines("translate", luong, "--generate-unk", "false", "--replace-unknown", "false"))
        .hasSameSizeAs(sources);
  }

  @Test
  void anEnsembleOfOneEqualsThatOne() {
    List<String> one = lines("translate", luong, "--n-best", "2");
    assertThat(lines("translate", luong, luong, "--n-best", "2")).isEqualTo(one);
    List<String> both = lines("translate", luong, transformer, "--n-best", "2");
    assertThat(both).hasSameSizeAs(one).isNotEqualTo(one);
    assertThat(lines("translate", transformer, luong, "--n-best", "2")).isEqualTo(both);
  }

  @Test
  void anEnsembleNeedsOneVocabulary() throws IOException {
    Path other = TrainedStudy.train(home, "copied", "copy").resolve("runs/luong/s1");
    Result result = execute("translate", luong, other.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.errors()).contains(luong, other.toString(), "different vocabularies");
  }

  @Test
  void sideBySideEachRunAnswersByItself() {
    List<String> luongs = lines("translate", luong, "--n-best", "2");
    List<String> transformers = lines("translate", transformer, "--n-best", "2");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < luongs.size(); i += 2) {
      expected.addAll(labelled("luong/s1", luongs.subList(i, i + 2)));
      expected.addAll(labelled("transformer/s1", transformers.subList(i, i + 2)));
    }
    assertThat(lines("translate", "--side-by-side", luong, transformer, "--n-best", "2"))
        .isEqualTo(expected);
    assertThat(lines("translate", "--side-by-side", transformer).get(0))
        .isEqualTo("1\ts1\t" + lines("translate", transformer).get(0));
  }

  /** Rows that begin with the number of a line, with a label after it. */
  private static List<String> labelled(String label, List<String> rows) {
    return rows.stream().map(row -> row.replaceFirst("\t", "\t" + label + "\t")).toList();
  }

  @Test
  void sideBySideEachRunHasItsPictures(@TempDir Path pictures) {
    lines("translate", "--side-by-side", luong, transformer, "--attention", pictures.toString());
    assertThat(pictures.resolve("attention-line-1-luong-s1.svg")).exists();
    assertThat(pictures.resolve("attention-line-2-transformer-s1.svg")).exists();
  }

  @Test
  void attendShowsSeveralRuns(@TempDir Path pictures) {
    List<String> printed =
        lines("attend", luong, transformer, sources.get(0), "--out", pictures.toString());
    assertThat(printed)
        .containsExactly(
            "luong/s1\t" + lines("translate", luong).get(0),
            "Attention: " + pictures.resolve("attention-sentence-luong-s1.svg"),
            "transformer/s1\t" + lines("translate", transformer).get(0),
            "Attention: " + pictures.resolve("attention-sentence-transformer-s1.svg"));
    String out = pictures.resolve("between").toString();
    assertThat(lines("attend", luong, "--out", out, sources.get(0))).hasSize(2);
    for (List<String> words : List.of(List.of(luong, transformer), List.of(luong))) {
      Result result = execute(with(words.toArray(String[]::new), "attend"));
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.errors()).contains("add the sentence");
    }
    assertThat(execute("attend", luong, luong, "a").errors()).contains("is given twice");
  }

  /** The score of an ensemble is the log-probability that its search gives; so is that of each. */
  @Test
  void scoresOfSeveralRunsAreThoseOfTheirSearch() throws IOException {
    String[] beam = {"--beam", "3", "--n-best", "2", "--max-length", "30"};
    List<String> both = lines(with(beam, "translate", luong, transformer));
    List<String> pairs = pairs(both, 2);
    Result scored = execute(pairs, "score", luong, transformer);
    for (int i = 0; i < both.size(); i++) {
      double printed = Double.parseDouble(both.get(i).split("\t", 3)[1]);
      assertThat(Double.parseDouble(scored.lines().get(i))).isCloseTo(printed, within(2e-4));
    }
    List<String> each = execute(pairs, "score", "--side-by-side", luong, transformer).lines();
    List<String> first = execute(pairs, "score", luong).lines();
    List<String> second = execute(pairs, "score", transformer).lines();
    for (int i = 0; i < pairs.size(); i++) {
      assertThat(each.get(2 * i)).isEqualTo((i + 1) + "\tluong/s1\t" + first.get(i));
      assertThat(each.get(2 * i + 1)).isEqualTo((i + 1) + "\ttransformer/s1\t" + second.get(i));
    }
    Path source =
        Files.write(home.resolve("in.txt"), pairs.stream().map(p -> p.split("\t", -1)[0]).toList());
    Path target =
        Files.write(
            home.resolve("out.txt"), pairs.stream().map(p -> p.split("\t", -1)[1]).toList());
    assertThat(lines("score", luong, "--source", source.toString(), "--target", target.toString()))
        .isEqualTo(first);
  }

  private static String[] with(String[] options, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  /** Sources and answers, separated by a tab, of the rows that {@code --n-best} prints. */
  private static List<String> pairs(List<String> rows, int answerColumn) {
    return rows.stream()
        .map(row -> row.split("\t", answerColumn + 1))
        .map(row -> sources.get(Integer.parseInt(row[0]) - 1) + "\t" + row[answerColumn])
        .toList();
  }

  @Test
  void aPairIsSeparatedByOneTab() {
    Result result = execute(List.of("a\tb", "a b"), "score", luong);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.lines()).as("the score of the line before").hasSize(1);
    assertThat(result.errors()).contains("standard input, line 2: 0 tabs");
    assertThat(execute("score", luong, "--source", "a.txt").errors()).contains("--target");
    assertThat(execute("score", luong, "--average", "2").errors())
        .contains("average 2 needs as many kept checkpoints");
  }

  /** Answers of beam search end; those of greedy search and sampling may be cut off. */
  @ParameterizedTest
  @CsvSource({"'--beam 4 --n-best 4', 0, 0", "'--n-best 1', 0, 20", "'--sample --n-best 2', 1, 40"})
  void scoresAreThoseOfTheScoreCommand(String options, int cutAtLeast, int cutAtMost)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("translate", luong, "--max-length", "2"));
    arguments.addAll(List.of(options.split(" ")));
    List<String[]> rows =
        lines(arguments.toArray(String[]::new)).stream().map(row -> row.split("\t", 3)).toList();
    Path source =
        Files.write(
            home.resolve("source.txt"),
            rows.stream().map(row -> sources.get(Integer.parseInt(row[0]) - 1)).toList());
    Path target = Files.write(home.resolve("target.txt"), rows.stream().map(r -> r[2]).toList());
    String[] score = {"score", luong, "--source", source.toString(), "--target", target.toString()};
    List<String> complete = lines(score);
    List<String> more = new ArrayList<>(List.of(score));
    more.add("--without-end");
    List<String> withoutEnd = lines(more.toArray(String[]::new));
    int cut = 0;
    for (int i = 0; i < rows.size(); i++) {
      double printed = Double.parseDouble(rows.get(i)[1]);
      if (cutAtMost > 0 && Math.abs(printed - Double.parseDouble(complete.get(i))) > 2e-4) {
        assertThat(Double.parseDouble(withoutEnd.get(i))).isCloseTo(printed, within(2e-4));
        assertThat(rows.get(i)[2].split(" ")).hasSize(2);
        cut++;
      } else {
        assertThat(Double.parseDouble(complete.get(i))).isCloseTo(printed, within(2e-4));
      }
    }
    assertThat(cut).isBetween(cutAtLeast, cutAtMost);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--beam 0 | --beam: beam: beam must be at least 1, not 0",
        "--beam 2 --n-best 3 | --n-best must be at most the beam size 2, not 3",
        "--top-k 3 | top_k has no effect without sampling",
        "--sample --mbr-samples 3 --n-best 4 | n-best must be at most the number of samples 3, not 4",
        "--temperature hot --sample | --temperature",
        "--average 2 | average 2 needs as many kept checkpoints",
        "--max-lenght 3 | --max-length",
      })
  void rejectsInvalidOptions(String options, String message) {
    List<String> arguments = new ArrayList<>(List.of("translate", luong));
    arguments.addAll(List.of(options.split(" ")));
    Result result = execute(arguments.toArray(String[]::new));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.errors()).contains(message).doesNotContain("Exception");
  }
}
