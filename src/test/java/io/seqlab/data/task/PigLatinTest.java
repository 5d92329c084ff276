package io.seqlab.data.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.corpus.DataFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PigLatinTest {
  private static final String SIZES = ", examples: {train: 900, valid: 50, test: 60}";

  /** The first three are the examples of the course; the others follow its rules. */
  @ParameterizedTest
  @CsvSource({
    "team, eamtay",
    "impress, impressway",
    "shopping, oppingshay",
    "i, iway",
    "the, ethay",
    "yes, esyay",
    "quick, uickqay",
    "string, ringstay",
    "my, ymay",
    "b, bay",
    "sh, shay",
    "well-off, ellway-offway",
    "mother-in-law, othermay-inway-awlay"
  })
  void rulesOfTheCourse(String word, String translation) {
    assertThat(PigLatin.translate(word)).isEqualTo(translation);
  }

  @Test
  void inventedWordsAreDifferentAndPronounceable() {
    TaskData data = TaskText.load("type: pig_latin" + SIZES);
    List<String> words =
        Stream.of(data.train(), data.valid(), data.test())
            .flatMap(List::stream)
            .map(PigLatinTest::source)
            .toList();
    assertThat(words).hasSize(1010).doesNotHaveDuplicates();
    assertThat(words).allMatch(word -> word.matches("[a-z]{2,18}|[a-z]+-[a-z]+"));
    assertThat(words).anyMatch(word -> word.contains("-"));
    assertThat(data.train())
        .allMatch(e -> String.join("", e.target()).equals(PigLatin.translate(source(e))));
  }

  /** Saved runs depend on these examples. */
  @Test
  void neverChanges() {
    Example first = TaskText.load("type: pig_latin" + SIZES).train().get(0);
    assertThat(source(first)).isEqualTo("depind");
  }

  @Test
  void wordsOfAFileAreTheMostFrequentOnes(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("words.txt"),
        "Two two, TWO (dogs) dogs don't x2 über\nwell-off \"cats\" cats -- birds 7 fish dogs.\n");
    DataFolders folders = DataFolders.of(Map.of(), folder);
    String task = "type: pig_latin, words: words.txt, examples: {train: 2, valid: 1, test: 1}";
    Set<String> words = new HashSet<>();
    for (Split split : Split.values()) {
      TaskLoader.split(TaskText.read(task), split, folders)
          .examples()
          .forEach(example -> words.add(source(example)));
    }
    assertThat(words).containsExactlyInAnyOrder("two", "dogs", "cats", "well-off");
    assertThatThrownBy(
            () -> TaskLoader.load(TaskText.read(task.replace("train: 2", "train: 5")), folders))
        .hasMessageContaining("7 examples requested, but words.txt has 6 different words");
    assertThatThrownBy(
            () -> TaskLoader.load(TaskText.read(task.replace("words.txt", "no.txt")), folders))
        .hasMessageContaining("cannot find the file 'no.txt'", "SEQLAB_DATA");
  }

  @Test
  void moreWordsThanCanBeInventedAreRefused() {
    assertThatThrownBy(
            () -> TaskText.load("type: pig_latin, examples: {train: 500000, valid: 1, test: 1}"))
        .hasMessageContaining("500,002 examples requested, more than the limit of 500,000");
  }

  private static String source(Example example) {
    return example.source().stream().collect(Collectors.joining());
  }
}
