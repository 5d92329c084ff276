package io.seqlab.data.task;

import static io.seqlab.data.task.TaskText.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every generator. */
class EveryTaskTest {
  private static final String SIZES = ", examples: {train: 1500, valid: 200, test: 300}";
  private static final String APART = ": {train: [8, 20], valid: [8, 20], test: [8, 20]}";

  static List<String> generators() {
    return TaskText.generators().stream()
        .map(name -> "type: " + name + (name.equals("scan") ? "" : SIZES))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("generators")
  void isTheSameEachTimeAndASplitAloneIsTheSplit(String task) {
    TaskData corpus = load(task);
    assertThat(corpus.equals(load(task))).isTrue();
    for (Split split : Split.values()) {
      List<Example> alone =
          TaskLoader.split(TaskText.read(task), split, TaskText.NO_FOLDERS).examples();
      assertThat(alone.equals(split.select(corpus.train(), corpus.valid(), corpus.test())))
          .isTrue();
    }
    assertThat(corpus.train().subList(0, corpus.valid().size()).equals(corpus.valid())).isFalse();
  }

  static Stream<String> seeded() {
    return generators().stream().filter(task -> task.contains("examples"));
  }

  /** The default is seed 0; a seed changes the examples of every split. */
  @ParameterizedTest
  @MethodSource("seeded")
  void seedDrawsAllSplitsAnew(String task) {
    assertThat(load(withSeed(task, "0")).equals(load(task))).isTrue();
    TaskData one = load(withSeed(task, "1"));
    TaskData two = load(withSeed(task, "-2"));
    assertThat(load(withSeed(task, "1")).equals(one)).isTrue();
    for (Split split : Split.values()) {
      List<Example> ofOne = split.select(one.train(), one.valid(), one.test());
      List<Example> ofTwo = split.select(two.train(), two.valid(), two.test());
      assertThat(ofOne).hasSameSizeAs(ofTwo);
      assertThat(ofOne.equals(ofTwo)).isFalse();
    }
  }

  /** {@code each} is the seed of the run: the task of a run says which. */
  @ParameterizedTest
  @MethodSource("generators")
  void eachIsTheSeedOfTheRun(String task) {
    TaskSpec each = TaskText.read(withSeed(task, "each"));
    assertThat(each.ofSeed(3)).isEqualTo(TaskText.read(withSeed(task, "3")));
    assertThat(each.ofSeed(3).ofSeed(4)).isEqualTo(each.ofSeed(3));
    assertThat(TaskText.read(task).ofSeed(3)).isEqualTo(TaskText.read(task));
    assertThat(each.hasExamplesOfEachSeed()).isEqualTo(task.contains("examples"));
  }

  private static String withSeed(String task, String seed) {
    return task.replace("test: 300}", "test: 300, seed: " + seed + "}");
  }

  @ParameterizedTest
  @MethodSource("generators")
  void linksStayWithinTheirExample(String task) {
    for (Example example : load(task).test()) {
      for (AlignmentLink link : example.alignment()) {
        assertThat(link.source()).isBetween(0, example.source().size() - 1);
        assertThat(link.target()).isBetween(0, example.target().size() - 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort, lengths" + APART,
        "first_token_recall, lengths" + APART,
        "position_recall, lengths" + APART,
        "key_value_recall, pairs" + APART,
        "delayed_copy, delay" + APART,
        "needle, noise" + APART,
        "parity, lengths" + APART,
        "lexicon, lengths" + APART,
        "frequent_words, lengths" + APART,
        "coreference"
      })
  void noSourceStandsInTwoSplits(String task) {
    TaskData corpus = load("type: " + task + SIZES);
    Set<List<String>> train = sources(corpus.train());
    Set<List<String>> trainAndValid = new HashSet<>(train);
    trainAndValid.addAll(sources(corpus.valid()));
    assertThat(sources(corpus.valid()).stream().filter(train::contains)).isEmpty();
    assertThat(sources(corpus.test()).stream().filter(trainAndValid::contains)).isEmpty();
    TaskData other = load(withSeed("type: " + task + SIZES, "1"));
    assertThat(sources(other.test()).stream().filter(trainAndValid::contains)).isEmpty();
  }

  private static Set<List<String>> sources(List<Example> examples) {
    return examples.stream().map(Example::source).collect(Collectors.toSet());
  }

  /** Saved runs depend on these examples. */
  @ParameterizedTest
  @CsvSource({
    "first_token_recall, 0 3 1 2 7 0 0 1 4 2 2 8 0 3 5 5 0 7 -> 0",
    "position_recall, 5 9 4 2 1 1 4 7 5 * 0 9 2 3 1 4 1 3 4 8 2 -> 0",
    "'key_value_recall, pairs: {train: [2, 2]}', k42 v11 k10 v14 k10 -> v14",
    "'delayed_copy, size: 3', 4 7 3 _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ -> 4 7 3",
    "needle, k5 n44 n10 n35 n21 n41 n35 n4 n48 k9 n19 k17 n15 n23 -> k5 k9 k17",
    "parity, 0 1 1 1 0 1 1 -> odd",
    "'lexicon, lengths: {train: [5, 5]}', s46 s48 s23 s28 s91 -> t46 t48 t23 t28 t91",
    "frequent_words, f1 f5 c10 c27 -> C10 C27",
    "coreference, the chair stood beside Ivan behind Adam near Clara before she moved -> Clara"
  })
  void neverChanges(String task, String first) {
    Example example = load("type: " + task + SIZES).train().get(0);
    assertThat(String.join(" ", example.source()) + " -> " + String.join(" ", example.target()))
        .isEqualTo(first);
  }
}
