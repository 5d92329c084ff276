package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.ExampleStream;
import io.seqlab.data.core.ExamplesDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A streamed corpus has the examples, the vocabulary and the digest of one in memory. */
class CorpusStreamTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      rows.append(words(random)).append('\t').append(words(random)).append('\n');
    }
    Files.writeString(folder.resolve("p.tsv"), rows);
  }

  private static String words(Random random) {
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      words.append('w').append((int) Math.abs(random.nextGaussian() * 20)).append(' ');
    }
    return words.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "max_length: 5",
        "vocabulary: {limit: 10}",
        "vocabulary: {shared: true, min_frequency: 3}",
        "tokens: char",
        "tokens: {type: bpe, merges: 20, dropout: 0.1}",
        "filter: {source: [2, 6]}",
        "truncate: {target: 3}",
        "lowercase: true",
        "train: {tsv: p.tsv, limit: 100}"
      })
  void isThatOfTheSameCorpusInMemory(String keys) {
    TaskData memory = load(keys);
    TaskData stream = load(keys + "\nshuffle_buffer: 7");
    assertThat(stream.train()).isInstanceOf(ExampleStream.class);
    List<Example> streamed = new ArrayList<>();
    stream.train().forEach(streamed::add);
    assertThat(streamed).isEqualTo(memory.train()).hasSameSizeAs(stream.train());
    assertThat(stream.train().get(17)).isEqualTo(memory.train().get(17));
    assertThat(stream.dropped()).isEqualTo(memory.dropped());
    assertThat(Vocabularies.of(stream)).isEqualTo(Vocabularies.of(memory));
    assertThat(ExamplesDigest.of(stream.train())).isEqualTo(ExamplesDigest.of(memory.train()));
    ExampleStream.Summary summary = ((ExampleStream) stream.train()).summary();
    assertThat(summary.longestSource())
        .isEqualTo(memory.train().stream().mapToInt(e -> e.source().size()).max().orElseThrow());
    assertThat(summary.targetTokens())
        .isEqualTo(memory.train().stream().mapToLong(e -> e.target().size()).sum());
  }

  @Test
  void damagedTextIsRefusedAtItsLine() throws IOException {
    Files.writeString(folder.resolve("q.tsv"), "a\tb\nc d\n");
    assertThatThrownBy(() -> load("train: {tsv: q.tsv}\nshuffle_buffer: 7"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("q.tsv:2: the row has 1 of 2 columns");
    Files.writeString(folder.resolve("q.tsv"), "a\t\n\tb\n");
    assertThatThrownBy(() -> load("train: {tsv: q.tsv}\nshuffle_buffer: 7"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("task.train: no usable pair in q.tsv");
  }

  @Test
  void aDivisionOfTheTextIsRefused() {
    assertThatThrownBy(
            () ->
                SpecReader.read(
                    "train: {tsv: p.tsv}\nsplit: {valid: 10, test: 10}\nshuffle_buffer: 7",
                    "task",
                    CorpusTaskSpec.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("shuffle_buffer: split draws its parts from the whole text");
  }

  private TaskData load(String keys) {
    String train = keys.contains("train:") ? "" : "train: {tsv: p.tsv}\n";
    String yaml = keys + "\n" + train + "valid: {tsv: p.tsv}\ntest: {tsv: p.tsv}\n";
    CorpusTaskSpec task = SpecReader.read(yaml, "task", CorpusTaskSpec.class);
    return TaskLoader.load(
        task, DataFolders.of(Map.of("SEQLAB_DATA", folder.toString()), Path.of("")));
  }
}
