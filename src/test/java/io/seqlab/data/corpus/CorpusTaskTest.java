package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.DropReason;
import io.seqlab.data.core.DroppedPairs;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Tokenizers;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTaskTest {
  private static final DroppedPairs ONE_EMPTY_SOURCE =
      new DroppedPairs(Map.of(DropReason.EMPTY_SOURCE, 1));

  @TempDir Path folder;
  private CorpusTaskSpec parallel;

  @BeforeEach
  void twoFilesForEachSplit() throws IOException {
    write("s.txt", "ein Hund\nzwei  Katzen\n");
    write("t.txt", "a dog\ntwo cats\n");
    parallel = task("");
  }

  @Test
  void readsPairsOfLines() {
    TaskData corpus = TaskLoader.load(parallel, folders());
    assertThat(corpus.train())
        .containsExactly(
            new Example(List.of("ein", "Hund"), List.of("a", "dog")),
            new Example(List.of("zwei", "Katzen"), List.of("two", "cats")));
    assertThat(corpus.test()).isEqualTo(corpus.train());
  }

  @Test
  void readsGzipCrlfAndByteOrderMarks() throws IOException {
    write("s.txt", "\uFEFFein Hund\r\nzwei Katzen\r\n");
    Files.write(folder.resolve("z.gz"), gzip("ein Hund\nzwei Katzen"));
    Files.write(folder.resolve("t.gz"), gzip("a dog\ntwo cats"));
    List<Example> plain = train(parallel).examples();
    assertThat(train(task("train: {source: z.gz, target: t.gz}")).examples()).isEqualTo(plain);
    assertThat(plain.get(0).source()).containsExactly("ein", "Hund");
  }

  @Test
  void leavesEmptyAndLongPairsOutInTrainingOnly() throws IOException {
    write("s.txt", "a\n \nb\nc c c\n");
    write("t.txt", "a\nx\n\nc\n");
    CorpusTaskSpec task = task("max_length: 2");
    assertThat(train(task))
        .isEqualTo(
            new SplitExamples(
                examples("a", "a"),
                new DroppedPairs(
                    Map.of(
                        DropReason.EMPTY_SOURCE,
                        1,
                        DropReason.EMPTY_TARGET,
                        1,
                        DropReason.SOURCE_OVER_MAX_LENGTH,
                        1))));
    for (Split split : List.of(Split.VALID, Split.TEST)) {
      assertThat(TaskLoader.split(task, split, folders()))
          .isEqualTo(SplitExamples.generated(examples("a", "a", "", "x", "b", "", "c c c", "c")));
    }
  }

  private static List<Example> examples(String... lines) {
    return IntStream.range(0, lines.length / 2)
        .mapToObj(
            i ->
                new Example(
                    Tokenizer.WORD.tokenize(lines[2 * i]),
                    Tokenizer.WORD.tokenize(lines[2 * i + 1])))
        .toList();
  }

  @Test
  void takesTheFirstPairsInLowerCaseAndCharacters() {
    SplitExamples split =
        train(
            task("tokens: char\nlowercase: true\ntrain: {source: s.txt, target: t.txt, limit: 1}"));
    assertThat(split.examples()).hasSize(1);
    assertThat(split.examples().get(0).source())
        .containsExactly("e", "i", "n", " ", "h", "u", "n", "d");
  }

  @Test
  void readsColumnsOfATabSeparatedFile() throws IOException {
    write("p.tsv", "id\t\"one\t1\tx\n\nid\ttwo\t2\n");
    CorpusTaskSpec task = task("train: {tsv: p.tsv, columns: [3, 2]}");
    assertThat(train(task))
        .isEqualTo(new SplitExamples(examples("1", "\"one", "2", "two"), ONE_EMPTY_SOURCE));
  }

  @Test
  void filesOfDifferentLengthAreRefusedWhateverTheLimit() throws IOException {
    write("t.txt", "a dog\ntwo cats\nthree\nfour\n");
    assertRefused(task("train: {source: s.txt, target: t.txt, limit: 1}"))
        .hasMessageContaining("s.txt has 2 lines but")
        .hasMessageContaining("t.txt has 4");
  }

  @Test
  void aLineThatIsNotUtf8IsNamed() throws IOException {
    byte[] latin = "gut\nGr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("s.txt"), latin);
    assertRefused(parallel).hasMessageContaining("s.txt:2: not valid UTF-8");
  }

  @Test
  void aRowWithoutATabIsNamed() throws IOException {
    write("p.tsv", "a\tb\nc d\n");
    assertRefused(task("train: {tsv: p.tsv}"))
        .hasMessageContaining("p.tsv:2: the row has 1 of 2 columns");
  }

  @Test
  void aMissingFileIsReportedWithTheSearchedFolders() {
    DataFolders folders = DataFolders.of(Map.of("SEQLAB_DATA", "/nowhere"), folder);
    CorpusTaskSpec task = task("train: {source: no.txt, target: t.txt}");
    assertThatThrownBy(() -> TaskLoader.split(task, Split.TRAIN, folders))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot find the file 'no.txt'")
        .hasMessageContaining("/nowhere, " + folder)
        .hasMessageContaining("datasets" + File.separator + "cache")
        .hasMessageContaining("SEQLAB_DATA")
        .hasMessageContaining("or correct task.train");
  }

  @Test
  void theNearestFileOfTheFolderIsNamed() throws IOException {
    Files.createDirectory(folder.resolve("texts"));
    write("texts/train.en", "a\n");
    write("texts/valid.en", "a\n");
    assertRefused(task("train: {source: texts/trian.en, target: t.txt}"))
        .hasMessageEndingWith("did you mean 'texts/train.en'?");
    assertRefused(task("train: {source: texts/something.else, target: t.txt}"))
        .hasMessageEndingWith("or correct task.train");
  }

  @Test
  void wrongGzipIsNamed() throws IOException {
    write("s.gz", "ein Hund\nzwei Katzen\n");
    CorpusTaskSpec zipped = task("train: {source: s.gz, target: t.txt}");
    assertRefused(zipped).hasMessageContaining("s.gz is not gzip");
    byte[] whole = gzip("ein Hund\n".repeat(100));
    Files.write(folder.resolve("s.gz"), Arrays.copyOf(whole, whole.length - 12));
    assertRefused(zipped).hasMessageContaining("corrupt or truncated");
    Files.write(folder.resolve("s.txt"), whole);
    assertRefused(parallel).hasMessageContaining("s.txt is gzip");
  }

  @Test
  void noPairToUseIsRefused() throws IOException {
    write("s.txt", "a b\n\n");
    write("t.txt", "a\nb\n");
    assertRefused(task("max_length: 1"))
        .hasMessageContaining("task.train: no usable pair in s.txt and t.txt")
        .hasMessageContaining("1 with an empty source, 1 with a source longer than max_length");
  }

  @Test
  void aLineWithoutEndIsNotReadIntoMemory() throws IOException {
    Files.write(folder.resolve("s.txt"), new byte[2_000_000]);
    assertRefused(parallel).hasMessageContaining("s.txt:1: line longer than");
  }

  @Test
  void otherFilesKeepEveryLine() throws IOException {
    write("s.txt", "a\n\nb\n");
    write("t.txt", "x\ny\n\n");
    Tokenizers tokenizers = Tokenizers.of(parallel);
    Path source = folder.resolve("s.txt");
    Path target = folder.resolve("t.txt");
    assertThat(TaskLoader.examples(ParallelText.files(source, target), tokenizers))
        .containsExactlyElementsOf(examples("a", "x", "", "y", "b", ""));
    Path missing = folder.resolve("no");
    assertThatThrownBy(() -> ParallelText.files(source, missing))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot find the file '" + missing);
  }

  @Test
  void pairsWithAnEmptySideAreSkippedAndCounted() throws IOException {
    write("s.txt", "a a b\n\nc\n");
    write("t.txt", "x\nx\nx x\n");
    Example first = new Example(List.of("a", "a", "b"), List.of("x"));
    Example last = new Example(List.of("c"), List.of("x", "x"));
    assertThat(train(parallel))
        .isEqualTo(new SplitExamples(List.of(first, last), ONE_EMPTY_SOURCE));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(CorpusTaskSpec task) {
    return assertThatThrownBy(() -> train(task)).isInstanceOf(DataException.class);
  }

  private SplitExamples train(CorpusTaskSpec task) {
    return TaskLoader.split(task, Split.TRAIN, folders());
  }

  private DataFolders folders() {
    return DataFolders.of(Map.of("SEQLAB_DATA", folder.toString()), Path.of(""));
  }

  /** A task of the two files, with some keys of its own. */
  private static CorpusTaskSpec task(String keys) {
    StringBuilder yaml = new StringBuilder(keys);
    for (Split split : Split.values()) {
      if (!keys.contains(split.key() + ":")) {
        yaml.append('\n').append(split.key()).append(": {source: s.txt, target: t.txt}");
      }
    }
    return SpecReader.read(yaml.toString(), "task", CorpusTaskSpec.class);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
