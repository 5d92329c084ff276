package io.seqlab.study.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.Prediction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contrasts of systems. */
class SystemComparisonTest {
  private static final SystemOutputs SMALL =
      new SystemOutputs(
          List.of("a", "b", "c"),
          List.of(
              List.of("the cat sat", "x y"),
              List.of("the cat sat on", "x z"),
              List.of("the the the", "x z")),
          List.of(List.of("the cat sat on the mat"), List.of("x z", "x w")),
          "");

  private static SystemComparison compare(String... metrics) {
    return SystemComparison.of(SMALL, ChosenMetric.of(List.of(metrics)), 99);
  }

  @Test
  void pEqualsThatOfSacreBleu() throws IOException {
    JsonNode golden;
    try (InputStream file =
        SystemComparisonTest.class.getResourceAsStream("/golden/metric/text_metrics.json")) {
      golden = JsonMapper.builder().build().readTree(file).get("paired");
    }
    List<String> references = texts(golden.get("references"));
    SystemOutputs outputs =
        new SystemOutputs(
            List.of("one", "other"),
            List.of(texts(golden.get("hypotheses").get(0)), texts(golden.get("hypotheses").get(1))),
            references.stream().map(List::of).toList(),
            "");
    List<String> metrics = new ArrayList<>();
    golden.get("p").fieldNames().forEachRemaining(metrics::add);
    SystemComparison comparison = SystemComparison.of(outputs, ChosenMetric.of(metrics), 9999);
    for (PairedDifference difference : comparison.differences()) {
      double expected = golden.get("p").get(difference.metric()).doubleValue();
      assertThat(difference.pRandomization())
          .as(difference.metric())
          .isCloseTo(expected, within(0.02));
      assertThat(difference.pBootstrap()).isCloseTo(expected, within(0.1));
      assertThat(difference.difference()).isBetween(difference.low(), difference.high());
    }
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue).toList();
  }

  @Test
  void aSystemDoesNotDifferFromItself() {
    SystemOutputs same =
        new SystemOutputs(
            List.of("a", "b"),
            List.of(SMALL.hypotheses().get(0), SMALL.hypotheses().get(0)),
            SMALL.references(),
            "");
    SystemComparison comparison = SystemComparison.of(same, ChosenMetric.of(List.of("chrf")), 99);
    assertThat(comparison.differences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.difference()).isZero();
              assertThat(difference.pBootstrap()).isEqualTo(1);
              assertThat(difference.pRandomization()).isEqualTo(1);
            });
    assertThat(comparison.ngrams()).isEmpty();
    assertThat(comparison.largest()).isEmpty();
  }

  @Test
  void ngramsAreThoseThatAreMatchedMoreOften() {
    List<NgramContrast> ofB =
        compare("bleu").ngrams().stream()
            .filter(each -> each.better().equals("b") && each.other().equals("a"))
            .toList();
    assertThat(ofB)
        .extracting(NgramContrast::ngram)
        .containsExactly("the cat sat on", "cat sat on", "sat on", "x z", "on", "z");
    assertThat(ofB).allSatisfy(each -> assertThat(each.share()).isCloseTo(2.0 / 3, within(1e-12)));
  }

  @Test
  void matchesAreClippedToTheReference() {
    List<NgramContrast> ofC =
        compare("bleu").ngrams().stream().filter(each -> each.better().equals("c")).toList();
    assertThat(ofC)
        .filteredOn(each -> each.ngram().equals("the"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.matches()).isEqualTo(2);
              assertThat(each.matchesOfOther()).isEqualTo(1);
            });
  }

  @Test
  void lowerIsBetterOfErrorRates() {
    SystemComparison comparison = compare("wer");
    ExampleContrast first = comparison.largest().get(0);
    assertThat(first.better()).isEqualTo("b");
    assertThat(first.score()).isLessThan(first.scoreOfOther());
    assertThat(first.line()).isEqualTo(2);
  }

  @Test
  void binsHaveTheScoresOfTheirExamples() {
    assertThat(compare("exact_match").lengths())
        .singleElement()
        .satisfies(
            bin -> {
              assertThat(bin.length()).isEqualTo("<10");
              assertThat(bin.scores()).containsExactly(0.0, 0.5, 0.5);
            });
  }

  @Test
  void everyOtherSystemIsComparedWithTheFirst() {
    assertThat(compare("bleu", "ter").differences())
        .extracting(PairedDifference::system)
        .containsExactly("b", "c", "b", "c");
  }

  @Test
  void readsRunFoldersWithTheirReferences(@TempDir Path home) throws IOException {
    Path one = run(home.resolve("rnn/s1"), "a", "b");
    Path other = run(home.resolve("luong/s1"), "c", "b");
    SystemOutputs outputs = SystemOutputs.read(List.of(one, other), List.of());
    assertThat(outputs.systems())
        .containsExactly(Path.of("rnn", "s1").toString(), Path.of("luong", "s1").toString());
    assertThat(outputs.hypotheses()).containsExactly(List.of("a"), List.of("c"));
    assertThat(outputs.references()).containsExactly(List.of("b"));
  }

  @Test
  void refusesRunsOfOtherTestExamples(@TempDir Path home) throws IOException {
    Path one = run(home.resolve("rnn/s1"), "a", "b");
    Path other = run(home.resolve("luong/s1"), "a", "different");
    assertThatThrownBy(() -> SystemOutputs.read(List.of(one, other), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("have different references in line 1");
  }

  @Test
  void refusesASystemThatIsNamedTwice(@TempDir Path home) throws IOException {
    Path run = run(home.resolve("rnn/s1"), "a", "b");
    assertThatThrownBy(() -> SystemOutputs.read(List.of(run, run.resolve("../s1")), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is named twice in --hypotheses");
  }

  @Test
  void linesHaveNoWhiteSpaceAtTheirEnds(@TempDir Path home) throws IOException {
    Path out = Files.writeString(home.resolve("out"), " a b \u00a0\n");
    Path reference = Files.writeString(home.resolve("ref"), "a b\t\n");
    SystemOutputs outputs = SystemOutputs.read(List.of(out), List.of(reference));
    assertThat(outputs.hypotheses()).containsExactly(List.of(" a b"));
    assertThat(outputs.references()).containsExactly(List.of("a b"));
  }

  /** A run folder with one prediction. */
  private static Path run(Path folder, String hypothesis, String reference) throws IOException {
    new RunFolder(Files.createDirectories(folder))
        .writePredictions(List.of(new Prediction("source", reference, hypothesis, -1)));
    return folder;
  }
}
