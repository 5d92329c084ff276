package io.seqlab.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.task.VocabularySpec;
import io.seqlab.data.TaskData;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  private static final VocabularySpec ALL = new VocabularySpec(Optional.empty(), 1, false);

  @TempDir Path folder;

  private static Vocabulary of(VocabularySpec spec, String... sentences) {
    return Vocabulary.of(Arrays.stream(sentences).map(Tokenizer.WORD::tokenize), spec);
  }

  @Test
  void ordersByFrequencyThenCodePoint() {
    // U+FF5E stands before U+1F600, though its UTF-16 unit is the greater.
    Vocabulary vocabulary = of(ALL, "b a b c b a", "😀 ～ c B");
    assertThat(Stream.iterate(0, i -> i + 1).limit(vocabulary.size()).map(vocabulary::token))
        .containsExactly("<pad>", "<unk>", "<s>", "</s>", "b", "a", "c", "B", "～", "😀");
  }

  @Test
  void keepsTheMostFrequentWithinItsLimits() {
    String text = "a a a b b c c d";
    assertThat(
            of(new VocabularySpec(Optional.of(2), 1, false), text).encode(List.of("a", "b", "c")))
        .containsExactly(4, 5, Vocabulary.UNK, Vocabulary.EOS);
    assertThat(of(new VocabularySpec(Optional.empty(), 2, false), text).size()).isEqualTo(4 + 3);
  }

  @Test
  void textNeverBecomesASpecialToken() {
    Vocabulary without = of(ALL, "a");
    assertThat(without.encode(List.of("<pad>", "</s>", "a"))).containsExactly(1, 1, 4, 3);
    Vocabulary with = of(ALL, "</s> a");
    int[] encoded = with.encode(List.of("</s>", "a"));
    assertThat(encoded).containsExactly(4, 5, 3);
    assertThat(with.decode(encoded)).containsExactly("</s>", "a");
  }

  @Test
  void decodingStopsAtTheEndAndLeavesPaddingOut() {
    assertThat(of(ALL, "a b").decode(new int[] {2, 4, 0, 1, 5, 3, 4, 0}))
        .containsExactly("a", "<unk>", "b");
  }

  @Test
  void anEmptyVocabularyIsRefused() {
    assertThatThrownBy(() -> of(new VocabularySpec(Optional.empty(), 3, false), "a a b"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none of the 2 different tokens")
        .hasMessageContaining("min_frequency");
  }

  @Property(tries = 200)
  void knownTextRoundTrips(@ForAll @NotEmpty List<@NotEmpty String> text) {
    List<String> tokens = text.stream().map(t -> t.replace('\n', ' ')).toList();
    Vocabulary vocabulary = Vocabulary.of(Stream.of(tokens), ALL);
    assertThat(vocabulary.decode(vocabulary.encode(tokens))).isEqualTo(tokens);
  }

  @Test
  void savedIsLoaded() throws IOException {
    Vocabulary vocabulary =
        new Vocabulary(List.of(" ", "\r", "<s>", "é", "😀", "\u2028", "\u00a0"));
    Path file = folder.resolve("vocabulary.txt");
    vocabulary.save(file);
    assertThat(Vocabulary.load(file)).isEqualTo(vocabulary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\nb\n", "<pad>\n<unk>\n<s>\n</s>\na", "<pad>\n<unk>\n</s>\n<s>\na\n"})
  void aDamagedFileIsNamed(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("vocabulary.txt"), content);
    assertThatThrownBy(() -> Vocabulary.load(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll("not a complete vocabulary", "repeat the run", "--fresh");
  }

  @Test
  void repeatedTokensAndMissingFilesAreNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("v"), "<pad>\n<unk>\n<s>\n</s>\na\na\n");
    assertThatThrownBy(() -> Vocabulary.load(file)).hasMessageContaining("duplicate token 'a'");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Vocabulary.load(missing)).hasMessageContaining(missing.toString());
  }

  @Test
  void bothSidesShareOneVocabularyIfAsked() {
    List<Example> train = List.of(new Example(List.of("a"), List.of("b")));
    VocabularySpec shared = new VocabularySpec(Optional.empty(), 1, true);
    TaskData corpus =
        new TaskData(train, train, train, Tokenizer.WORD, Tokenizer.WORD, shared, Map.of());
    Vocabularies one = Vocabularies.of(corpus);
    assertThat(one.source()).isSameAs(one.target());
    EncodedPair pair = one.encode(train).get(0);
    assertThat(pair.source()).containsExactly(4, 3);
    assertThat(pair.target()).containsExactly(5, 3);
    TaskData apart =
        new TaskData(train, train, train, Tokenizer.WORD, Tokenizer.WORD, ALL, Map.of());
    assertThat(Vocabularies.of(apart).encode(train).get(0).target()).containsExactly(4, 3);
  }
}
