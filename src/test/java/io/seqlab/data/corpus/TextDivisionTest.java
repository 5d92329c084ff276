package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seqlab.config.task.DivisionSpec;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Split;
import io.seqlab.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextDivisionTest {
  @Property(tries = 300)
  void aDivisionIsAPartitionWithNoSourceOnTwoSides(
      @ForAll("texts") List<TextPair> text,
      @ForAll @IntRange(min = 1, max = 4) int valid,
      @ForAll @IntRange(min = 1, max = 4) int test,
      @ForAll long seed,
      @ForAll boolean shareSources) {
    DivisionSpec spec = new DivisionSpec(valid, test, seed, shareSources);
    Map<Split, List<TextPair>> splits;
    try {
      splits = TextDivision.of(text, spec);
    } catch (DataException e) {
      boolean enough = text.size() > valid + test;
      assertThat(shareSources && enough).as(e.getMessage()).isFalse();
      assertThat(e)
          .hasMessageContaining("task.split: %d pairs cannot be divided", text.size())
          .message()
          .matches(message -> message.contains("share_sources: true") == enough);
      return;
    }
    assertThat(splits.get(Split.VALID)).hasSize(valid);
    assertThat(splits.get(Split.TEST)).hasSize(test);
    assertThat(splits.get(Split.TRAIN)).isNotEmpty();
    assertThat(splits.values().stream().flatMap(Collection::stream))
        .containsExactlyInAnyOrderElementsOf(text);
    if (!shareSources) {
      Set<String> seen = new HashSet<>();
      for (List<TextPair> side : splits.values()) {
        Set<String> sources =
            side.stream().map(p -> TextDivision.identity(p.source())).collect(Collectors.toSet());
        assertThat(seen).doesNotContainAnyElementsOf(sources);
        seen.addAll(sources);
      }
    }
    assertThat(TextDivision.of(text, spec)).isEqualTo(splits);
  }

  /** Few sources, so that many pairs share one. */
  @Provide
  Arbitrary<List<TextPair>> texts() {
    Arbitrary<String> source =
        Arbitraries.of("a", "A", " a ", "b", "b c", "B  c", "d", "ﬁ", "fi", "e");
    return Combinators.combine(source, Arbitraries.integers().between(1, 9))
        .as((s, t) -> new TextPair(s, String.valueOf(t)))
        .list()
        .ofMaxSize(30);
  }

  /** The numbers of a division never change: they are those of published results. */
  @Test
  void aSeedGivesTheSameDivisionInEveryVersion() {
    List<TextPair> text =
        IntStream.range(0, 12).mapToObj(i -> new TextPair("s" + i / 2, "t" + i)).toList();
    Map<Split, List<TextPair>> splits = TextDivision.of(text, new DivisionSpec(2, 3, 1, true));
    assertThat(targets(splits.get(Split.TEST))).isEqualTo("t4 t0 t2");
    assertThat(targets(splits.get(Split.VALID))).isEqualTo("t6 t3");
    Map<Split, List<TextPair>> grouped = TextDivision.of(text, new DivisionSpec(2, 4, 1, false));
    assertThat(targets(grouped.get(Split.TEST))).isEqualTo("t2 t3 t8 t9");
    assertThat(targets(grouped.get(Split.VALID))).isEqualTo("t4 t5");
    assertThat(TextDivision.of(text, new DivisionSpec(2, 3, 2, true))).isNotEqualTo(splits);
  }

  private static String targets(List<TextPair> pairs) {
    return pairs.stream().map(TextPair::target).collect(Collectors.joining(" "));
  }

  @Test
  void sourcesAreTheSameUpToCaseFormAndSpace() {
    assertThat(TextDivision.identity("  Ｈello\t wORLD ")).isEqualTo("hello world");
    assertThat(TextDivision.identity("Ångström"))
        .isEqualTo(TextDivision.identity("A\u030angstro\u0308m"));
    assertThat(TextDivision.identity("a.")).isNotEqualTo(TextDivision.identity("a"));
  }

  @Test
  void aTextThatIsTooSmallIsRefused() {
    List<TextPair> text = List.of(new TextPair("a", "1"), new TextPair("a", "2"));
    assertThatThrownBy(() -> TextDivision.of(text, new DivisionSpec(1, 1, 1, false)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2 pairs cannot be divided into 1 for validation, 1 for test")
        .hasMessageEndingWith("lower valid or test");
  }

  /** The Chinese corpus of the coursework, with the division that its study uses. */
  @Test
  void theDivisionOfTheChineseCorpusIsFixed() {
    Path folder = Path.of(System.getenv().getOrDefault("SEQLAB_DATA", "none"));
    Path file = folder.resolve("tatoeba/eng-cmn.txt.gz");
    assumeTrue(Files.exists(file), "SEQLAB_DATA is not set");
    List<TextPair> text = new ArrayList<>();
    for (String line : TextFile.lines(file)) {
      String[] cells = line.split("\t", -1);
      text.add(new TextPair(cells[1], cells[0]));
    }
    Map<Split, List<TextPair>> splits =
        TextDivision.of(text, new DivisionSpec(1000, 1000, 1, false));
    assertThat(splits.get(Split.TRAIN)).hasSize(27_155);
    byte[] test = targets(splits.get(Split.TEST)).getBytes(StandardCharsets.UTF_8);
    assertThat(Sha256.of(test))
        .isEqualTo("f7175c2aee86cfcaaef9449139b2179720b0d6885201235aafe2d6a5cf023310");
  }
}
