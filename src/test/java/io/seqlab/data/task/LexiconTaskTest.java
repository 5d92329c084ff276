package io.seqlab.data.task;

import static io.seqlab.data.task.TaskText.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LexiconTaskTest {
  private static final String WORDS = "type: lexicon, words: 50, fertile: 0.3, swapping: 0.2";

  /** Which words are fertile and which swap, read off sentences of two words. */
  private record Grammar(Set<String> fertile, Set<String> swapping) {
    static Grammar of(List<Example> twoWords) {
      Grammar grammar = new Grammar(new HashSet<>(), new HashSet<>());
      for (Example example : twoWords) {
        String first = example.source().get(0);
        String second = example.source().get(1);
        example.target().stream()
            .filter(word -> word.startsWith("u"))
            .forEach(word -> grammar.fertile.add("s" + word.substring(1)));
        if (!first.equals(second) && example.target().get(0).equals("t" + second.substring(1))) {
          grammar.swapping.add(first);
        }
      }
      return grammar;
    }

    List<String> translate(List<String> source) {
      List<String> target = new ArrayList<>();
      if (source.size() >= 2 && swapping.contains(source.get(0))) {
        target.addAll(translate(source.get(1)));
        target.addAll(translate(source.get(0)));
        target.addAll(translate(source.subList(2, source.size())));
      } else if (!source.isEmpty()) {
        target.addAll(translate(source.get(0)));
        target.addAll(translate(source.subList(1, source.size())));
      }
      return target;
    }

    private List<String> translate(String word) {
      String number = word.substring(1);
      return fertile.contains(word) ? List.of("t" + number, "u" + number) : List.of("t" + number);
    }
  }

  private static Grammar grammar(String keys) {
    return Grammar.of(
        load(WORDS + keys + ", lengths: {train: [2, 2]}, examples: {train: 8000}").train());
  }

  @Test
  void longSentencesFollowTheGrammarOfShortOnes() {
    Grammar grammar = grammar("");
    assertThat(grammar.fertile()).hasSize(15);
    assertThat(grammar.swapping()).hasSize(10);
    for (Example example : load(WORDS + ", lengths: {test: [1, 40]}").test()) {
      assertThat(example.source()).hasSizeBetween(1, 40);
      assertThat(example.target()).isEqualTo(grammar.translate(example.source()));
    }
  }

  @Test
  void linksJoinEachTargetWordToTheWordItTranslates() {
    Grammar grammar = grammar("");
    for (Example example : load(WORDS).test()) {
      assertThat(example.alignment())
          .extracting(AlignmentLink::target)
          .containsExactlyInAnyOrderElementsOf(indices(example.target()));
      for (int i = 0; i < example.source().size(); i++) {
        int place = i;
        String word = example.source().get(i);
        assertThat(example.alignment().stream().filter(link -> link.source() == place))
            .hasSize(grammar.fertile().contains(word) ? 2 : 1)
            .allMatch(link -> number(example.target().get(link.target())).equals(number(word)));
      }
    }
  }

  private static List<Integer> indices(List<String> words) {
    return IntStream.range(0, words.size()).boxed().toList();
  }

  private static String number(String word) {
    return word.substring(1);
  }

  @Test
  void languagesDiffer() {
    Grammar first = grammar("");
    assertThat(grammar(", language: 1")).isEqualTo(first);
    assertThat(grammar(", language: 2").fertile()).hasSize(15).isNotEqualTo(first.fertile());
    assertThat(grammar(", language: 2").swapping()).hasSize(10).isNotEqualTo(first.swapping());
  }

  @Test
  void withoutSharesItIsWordByWord() {
    for (Example example : load("type: lexicon, fertile: 0, swapping: 0").test()) {
      assertThat(example.target())
          .isEqualTo(example.source().stream().map(word -> "t" + number(word)).toList());
      assertThat(example.alignment()).allMatch(link -> link.source() == link.target());
    }
  }
}
