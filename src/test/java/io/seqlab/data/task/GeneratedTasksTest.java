package io.seqlab.data.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.task.AdditionTaskSpec;
import io.seqlab.config.task.DatesTaskSpec;
import io.seqlab.config.task.LengthRange;
import io.seqlab.config.task.SplitLengths;
import io.seqlab.config.task.SplitSizes;
import io.seqlab.config.task.SymbolTaskSpec;
import io.seqlab.config.task.SymbolTaskSpec.Kind;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.corpus.DataFolders;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Tokenizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedTasksTest {
  private static final SplitSizes SIZES = new SplitSizes(3000, 300, 500);
  private static final SplitLengths LENGTHS =
      new SplitLengths(new LengthRange(1, 10), new LengthRange(2, 4), new LengthRange(5, 30));

  @ParameterizedTest
  @EnumSource
  void symbolTargetsFollowTheirSources(Kind kind) {
    for (Example example : load(new SymbolTaskSpec(kind, 120, LENGTHS, SIZES)).test()) {
      List<String> expected = new ArrayList<>(example.source());
      switch (kind) {
        case COPY -> {}
        case REVERSE -> Collections.reverse(expected);
        case SORT ->
            expected.sort((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
      }
      assertThat(example.target()).isEqualTo(expected);
      assertThat(example.alignment()).hasSize(kind == Kind.SORT ? 0 : expected.size());
      for (AlignmentLink link : example.alignment()) {
        int end = expected.size() - 1;
        assertThat(link.source())
            .isEqualTo(kind == Kind.COPY ? link.target() : end - link.target());
      }
    }
  }

  @Test
  void symbolsAndLengthsFillTheirRanges() {
    TaskData corpus = load(new SymbolTaskSpec(Kind.COPY, 12, LENGTHS, SIZES));
    assertThat(lengths(corpus.train())).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(lengths(corpus.valid())).containsExactlyInAnyOrder(2, 3, 4);
    assertThat(lengths(corpus.test())).contains(5, 17, 30).allMatch(n -> n >= 5 && n <= 30);
    assertThat(corpus.train().stream().flatMap(e -> e.source().stream()).distinct())
        .hasSize(12)
        .contains("0", "11");
  }

  private static Set<Integer> lengths(List<Example> examples) {
    return examples.stream().map(e -> e.source().size()).collect(Collectors.toSet());
  }

  @Test
  void fewPossibleSourcesAreSharedRatherThanWaitedFor() {
    SplitLengths one =
        new SplitLengths(new LengthRange(1, 1), new LengthRange(1, 1), new LengthRange(1, 1));
    TaskData corpus = load(new SymbolTaskSpec(Kind.REVERSE, 1, one, SIZES));
    List<String> zero = List.of("0");
    assertThat(corpus.test())
        .hasSize(500)
        .containsOnly(new Example(zero, zero, List.of(new AlignmentLink(0, 0))));
  }

  /** Saved runs depend on these examples. */
  @Test
  void generatedExamplesNeverChange() {
    assertThat(firstOf(new SymbolTaskSpec(Kind.SORT, 50, LENGTHS, SIZES)))
        .isEqualTo("44 32 0 42 10 47 47 -> 0 10 32 42 44 47 47");
    assertThat(firstOf(new DatesTaskSpec(SIZES))).isEqualTo("MON 6 MAY 2097 -> 2097-05-06");
    assertThat(firstOf(new AdditionTaskSpec(3, true, false, SIZES))).isEqualTo("56+07 -> 135");
  }

  private static String firstOf(TaskSpec task) {
    Example first = load(task).train().get(0);
    Tokenizer tokenizer = Tokenizers.of(task).source();
    return tokenizer.detokenize(first.source()) + " -> " + tokenizer.detokenize(first.target());
  }

  @Test
  void additionAddsAndHoldsOutSumsInEitherOrder() {
    TaskData corpus = load(new AdditionTaskSpec(3, false, false, SIZES));
    Map<Set<String>, Split> seen = new HashMap<>();
    for (Split split : Split.values()) {
      for (Example example : split.select(corpus.train(), corpus.valid(), corpus.test())) {
        List<String> numbers =
            Arrays.asList(Tokenizer.CHAR.detokenize(example.source()).split("\\+"));
        int sum = numbers.stream().mapToInt(Integer::parseInt).sum();
        assertThat(Tokenizer.CHAR.detokenize(example.target())).isEqualTo(Integer.toString(sum));
        if (numbers.stream().anyMatch(number -> number.length() > 1)) {
          assertThat(seen.merge(new HashSet<>(numbers), split, (first, next) -> first))
              .isEqualTo(split);
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(2000);
  }

  @ParameterizedTest
  @CsvSource({"3, 20000, 2000", "2, 2000, 250", "1, 22, 2"})
  void distinctAdditionHasNoPairTwice(int digits, int train, int heldOut) {
    SplitSizes sizes = new SplitSizes(train, heldOut, heldOut);
    TaskData corpus = load(new AdditionTaskSpec(digits, false, true, sizes));
    List<List<Integer>> pairs = new ArrayList<>();
    for (Split split : Split.values()) {
      for (Example example : split.select(corpus.train(), corpus.valid(), corpus.test())) {
        String source = Tokenizer.CHAR.detokenize(example.source());
        pairs.add(Arrays.stream(source.split("\\+")).map(Integer::valueOf).sorted().toList());
      }
    }
    assertThat(pairs).hasSize(train + 2 * heldOut).doesNotHaveDuplicates();
  }

  @Test
  void moreDistinctSumsThanHalfOfThePairsAreRefused() {
    SplitSizes sizes = new SplitSizes(23, 2, 2);
    assertThatThrownBy(() -> new AdditionTaskSpec(1, false, true, sizes))
        .hasMessageContaining("23 examples are more than the 22 that distinct allows")
        .hasMessageContaining("with digits: 1 there are 55 pairs");
  }

  @Test
  void reversedAdditionReversesTheWholeSource() {
    Example plain = load(new AdditionTaskSpec(9, false, false, SIZES)).train().get(5);
    Example reversed = load(new AdditionTaskSpec(9, true, false, SIZES)).train().get(5);
    List<String> turned = new ArrayList<>(plain.source());
    Collections.reverse(turned);
    assertThat(reversed).isEqualTo(new Example(turned, plain.target()));
  }

  @Test
  void noDayStandsInTwoSplits() {
    TaskData corpus = load(new DatesTaskSpec(SIZES));
    Set<List<String>> days = new HashSet<>();
    for (Split split : Split.values()) {
      split
          .select(corpus.train(), corpus.valid(), corpus.test())
          .forEach(example -> assertThat(days.add(example.target())).isTrue());
    }
    assertThat(days).hasSize(3800);
  }

  @Test
  void moreDatesThanDaysAreRefused() {
    assertThatThrownBy(() -> load(new DatesTaskSpec(new SplitSizes(73_000, 49, 1))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("73050 examples")
        .hasMessageContaining("73049 days")
        .hasMessageContaining("task.examples");
    assertThat(load(new DatesTaskSpec(new SplitSizes(73_000, 48, 1))).train()).hasSize(73_000);
  }

  private static TaskData load(TaskSpec task) {
    return TaskLoader.load(task, folders());
  }

  private static DataFolders folders() {
    return DataFolders.of(Map.of(), Path.of(""));
  }
}
