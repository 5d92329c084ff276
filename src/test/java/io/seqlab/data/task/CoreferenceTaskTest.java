package io.seqlab.data.task;

import static io.seqlab.data.task.TaskText.load;
import static io.seqlab.data.task.TaskText.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.task.ExampleLengths;
import io.seqlab.config.task.ExampleLengths.Sides;
import io.seqlab.data.TaskData;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoreferenceTaskTest {
  private static final Set<String> WOMEN_NOT_IN_A = Set.of("Doris", "Helen", "Ines");

  /** The pronoun for the word at a place; empty for a word that names nobody. */
  private static String pronoun(List<String> sentence, int place) {
    String word = sentence.get(place);
    if (place > 0 && sentence.get(place - 1).equals("the")) {
      return "it";
    } else if (!Character.isUpperCase(word.charAt(0))) {
      return "";
    }
    return word.endsWith("a") || WOMEN_NOT_IN_A.contains(word) ? "she" : "he";
  }

  @Test
  void onlyTheAntecedentAgreesWithThePronoun() {
    TaskData corpus = load("type: coreference, distractors: {test: [2, 24]}");
    Set<String> pronouns = new HashSet<>();
    for (Example example : corpus.test()) {
      List<String> source = example.source();
      String asked = source.get(source.size() - 2);
      List<Integer> agreeing =
          IntStream.range(0, source.size())
              .filter(place -> pronoun(source, place).equals(asked))
              .boxed()
              .toList();
      assertThat(agreeing).hasSize(1);
      assertThat(example.alignment()).containsExactly(new AlignmentLink(agreeing.get(0), 0));
      assertThat(example.target()).containsExactly(source.get(agreeing.get(0)));
      List<String> named =
          IntStream.range(0, source.size())
              .filter(place -> !pronoun(source, place).isEmpty())
              .mapToObj(source::get)
              .toList();
      assertThat(named).hasSizeBetween(3, 25).doesNotHaveDuplicates();
      pronouns.add(asked);
    }
    assertThat(pronouns).containsExactlyInAnyOrder("he", "she", "it");
  }

  @Test
  void lengthsAreThoseThatTheTaskSays() {
    String task = "type: coreference, distractors: {test: [1, 3]}";
    Sides sides = ExampleLengths.of(read(task)).orElseThrow().test();
    IntSummaryStatistics lengths =
        load(task).test().stream().mapToInt(example -> example.source().size()).summaryStatistics();
    assertThat(lengths.getMin()).isEqualTo(sides.minSource());
    assertThat(lengths.getMax()).isEqualTo(sides.maxSource());
  }

  @Test
  void moreDistractorsThanNamesAreRefused() {
    assertThatThrownBy(() -> read("type: coreference, distractors: {test: [2, 25]}"))
        .hasMessageContaining("at most 24 distractors, not 25");
  }
}
