package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The text of a corpus is only below {@code runs}, which git ignores: in no table, figure or page
 * that may be committed or shared.
 */
class CorpusTextTest {
  private static final List<String> SOURCE = List.of("brulmak", "trizzle", "vondor", "quabbit");
  private static final List<String> TARGET = List.of("smarnok", "dwelpin", "fjorzal", "gnuvvet");

  private static final String STUDY =
      """
      study: invented
      task: {type: corpus, tokens: word, train: {tsv: %1$s/train.tsv}, valid: {tsv: %1$s/test.tsv}, test: {tsv: %1$s/test.tsv}}
      training: {batch: {size: 8}, budget: {steps: 40}, validate_every: 20, optimizer: {learning_rate: 0.02}}
      decoding: {max_length: 6}
      metrics: [bleu, exact_match]
      seeds: [1, 2]
      models:
        rnn: {type: rnn, cell: gru, hidden: 16, embedding: 16}
        luong: {extends: rnn, attention: luong}
      search: {seeds: [101], over: {training.optimizer.learning_rate: [0.02, 0.01]}}
      probes:
        - {type: slices, by: [target_length, position, frequency]}
        - {type: attention}
      report: {attention: 2, attention_min_length: 2}
      claims:
        - {id: T1, sentence: Attention helps., parts: [{type: greater, measure: bleu, of: luong, than: rnn}]}
      handin:
        exercise: Homework 2
        items: [{type: table, columns: [bleu]}, {type: attention, examples: 1}, {type: examples, right: 2, wrong: 2}, {type: parameters}, {type: question, text: "Why?"}]
      """;

  private static Path experiment;

  @BeforeAll
  static void train(@TempDir Path home) throws IOException {
    Random random = new Random(1);
    write(home.resolve("train.tsv"), 40, random);
    write(home.resolve("test.tsv"), 10, random);
    Path study = Files.writeString(home.resolve("study.yaml"), STUDY.formatted(home));
    experiment = home.resolve("invented");
    run("run", study.toString(), "--out", experiment.toString(), "--threads", "1");
  }

  private static void write(Path file, int pairs, Random random) throws IOException {
    List<String> lines = new ArrayList<>(List.of(SOURCE.get(0) + "\t" + TARGET.get(0)));
    for (int i = 0; i < pairs; i++) {
      int[] words = random.ints(3, 0, 4).toArray();
      lines.add(sentence(SOURCE, words) + "\t" + sentence(TARGET, words));
    }
    Files.write(file, lines);
  }

  private static String sentence(List<String> vocabulary, int... words) {
    return vocabulary.get(words[0])
        + " "
        + vocabulary.get(words[1])
        + " "
        + vocabulary.get(words[2]);
  }

  private static void run(String... words) {
    StringWriter errors = new StringWriter();
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(errors))
            .execute(words);
    assertThat(exit).as(errors.toString()).isZero();
  }

  @Test
  void noWordOfTheCorpusIsOutsideTheRuns() throws IOException {
    assertThat(files()).hasSizeGreaterThan(15).allSatisfy(CorpusTextTest::hasNoWord);
  }

  private static void hasNoWord(String name, String contents) {
    Stream.of(SOURCE, TARGET)
        .flatMap(List::stream)
        .forEach(word -> assertThat(contents).as(name).doesNotContainIgnoringCase(word));
  }

  /** The files outside {@code runs}, by name. */
  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(experiment)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path name = experiment.relativize(file);
        if (!name.startsWith("runs")) {
          files.put(name.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }

  @Test
  void theSheetSaysWhereItIs() throws IOException {
    assertThat(Files.readString(experiment.resolve("handin.md")))
        .contains("## 2. Attention", "runs/examples.md", "runs/handin.html");
    String examples = Files.readString(experiment.resolve("runs/examples.md"));
    assertThat(examples)
        .contains("## Attention", "](figures/attention-test-2.svg)", "## Examples right and wrong")
        .doesNotContain("attention-test-1.svg") // of one token
        .containsAnyOf(TARGET.toArray(String[]::new));
    assertThat(Files.readString(experiment.resolve("runs/figures/attention-test-2.svg")))
        .containsAnyOf(TARGET.toArray(String[]::new));
    String page = Files.readString(experiment.resolve("runs/handin.html"));
    assertThat(page)
        .contains("1. Results", "2. Attention", "3. Examples right and wrong", "5. Question")
        .containsAnyOf(TARGET.toArray(String[]::new));
  }

  @Test
  void theSheetWithTextHasTheAnswers() throws IOException {
    Path sheet = experiment.resolve("handin.md");
    String blank = Files.readString(sheet);
    Files.writeString(sheet, blank.replaceFirst("(?s)<br>.*<br>", "because of <its> gates"));
    try {
      run("report", experiment.toString());
      assertThat(experiment.resolve("runs/handin.html"))
          .content()
          .contains("because of &lt;its&gt; gates");
    } finally {
      Files.writeString(sheet, blank);
    }
  }

  /** An earlier version wrote the maps of a corpus into attention.json and figures. */
  @Test
  void reportRemovesTextOfAnEarlierVersion() throws IOException {
    Path committed = experiment.resolve("attention.json");
    Files.writeString(
        committed,
        """
        [ {"run": {"model": "luong", "seed": 1, "grid": {}}, "map": {"example": "test-1",
          "source": ["brulmak"], "output": ["smarnok"], "weights": [[1.0]]}} ]
        """);
    run("report", experiment.toString());
    assertThat(committed).content().isEqualToIgnoringWhitespace("[]");
    assertThat(files()).allSatisfy(CorpusTextTest::hasNoWord);
  }
}
