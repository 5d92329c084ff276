package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON lines, files by pattern, truncation, and errors of all forms of text. */
class CorpusFormsTest {
  private static final String JSON =
      "valid: {jsonl: a.jsonl}\ntest: {jsonl: a.jsonl}\ntrain: {jsonl: a.jsonl}\n";

  @TempDir Path folder;

  @Test
  void readsJsonLinesWithSeveralReferences() throws IOException {
    write(
        "a.jsonl",
        "{\"source\": \"a \\u00e9\", \"target\": [\"x\", \"y y\", \"z\"], \"id\": 7}",
        " {\"target\": \"w\\nw\", \"source\": \"b\"} ");
    assertThat(read(JSON, Split.TEST).examples())
        .containsExactly(
            new Example(
                List.of("a", "é"),
                List.of("x"),
                List.of(),
                List.of(List.of("y", "y"), List.of("z"))),
            new Example(List.of("b"), List.of("w", "w")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{\"source\": \"a\"} | the object has no key 'target'; keys: source; set keys: [SOURCE, TARGET]",
        "{\"sorce\": \"a\", \"target\": \"b\"} | no key 'source'; did you mean 'sorce'?",
        "{\"source\": 3, \"target\": \"b\"} | the value of 'source' is not text",
        "{\"source\": \"a\", \"target\": null} | the value of 'target' is not text",
        "{\"source\": \"a\", \"target\": []} | the list 'target' has no reference",
        "{\"source\": \"a\", \"target\": [\"b\", 1]} | the value of 'target' is not text",
        "{\"source\": \"\\ud800\", \"target\": \"b\"} | half of a surrogate pair",
        "[\"a\", \"b\"] | the row is not one JSON object",
        "{\"source\": \"a\", \"target\": \"b\" | the row is not one JSON object",
        "{\"source\": \"a\", \"target\": \"b\"} {} | the row is not one JSON object",
        "{source: \"a\", \"target\": \"b\"} | the row is not one JSON object",
        "{\"source\": \"a\\tb\", \"target\": \"b\", \"more\": NaN} | the row is not one JSON object",
        "{\"source\": \"a\", \"target\": \"b\", \"more\": TRUE} | the row is not one JSON object",
        "{\"source\": \"a\\u0000b\", \"target\": \"b\"} | the value of 'source' has a NUL character",
        "## | the row is not one JSON object",
      })
  void aRowThatIsNoPairIsNamedOrSkipped(String row, String message) throws IOException {
    write("a.jsonl", "{\"source\": \"a\", \"target\": \"b\"}", row);
    assertRefused(JSON).hasMessageContainingAll("a.jsonl:2: ", message, "malformed: skip");
    SplitExamples skipped = read(JSON + "malformed: skip", Split.VALID);
    assertThat(skipped.examples()).containsExactly(new Example(List.of("a"), List.of("b")));
    assertThat(skipped.dropped().describe()).isEqualTo("1 not a pair");
  }

  @Test
  void filesOfAPatternAreReadInTheOrderOfTheirNames() throws IOException {
    write("p10.tsv", "b\t2");
    write("p1.tsv", "a\t1");
    write("p2.tsv", "c\t3");
    write(".p3.tsv", "d\t4");
    write("p3.txt", "e\t5");
    String files = "train: {tsv: p*.tsv, limit: 2}\nvalid: {tsv: 'p?.tsv'}\ntest: {tsv: p1.tsv}";
    assertThat(sources(files, Split.TRAIN)).containsExactly("a", "b");
    assertThat(sources(files, Split.VALID)).containsExactly("a", "c");
    write("p2.tsv", "c\t3", "d");
    assertThat(sources(files, Split.TRAIN)).as("rows after the limit").containsExactly("a", "b");
    assertRefused(files.replace(", limit: 2", ""))
        .hasMessageContaining("p2.tsv:2: the row has 1 of 2");
    assertRefused(files.replace("p*.tsv", "q*.tsv"))
        .hasMessageContaining("no file matches 'q*.tsv'; searched " + folder);
  }

  @Test
  void parallelPatternsNeedTheSameNumberOfFiles() throws IOException {
    write("a1.de", "x");
    write("a2.de", "y");
    write("a1.en", "z");
    String files = "train: {source: a*.de, target: a*.en}\nvalid: {tsv: v}\ntest: {tsv: t}";
    assertRefused(files).hasMessageContaining("2 files match 'a*.de' but 1 match 'a*.en'");
    write("a2.en", "z", "z");
    assertRefused(files)
        .hasMessageContaining("a2.de has 1 lines but")
        .hasMessageContaining("has 2");
  }

  @Test
  void truncationCutsTheSequencesOfAllSplits() throws IOException {
    write("t.tsv", "a b c\tx y z", "d\tw", "e\t");
    String files = "train: {tsv: t.tsv}\nvalid: {tsv: t.tsv}\ntest: {tsv: t.tsv}\nmax_length: 2\n";
    assertThat(read(files, Split.TRAIN).dropped().describe())
        .isEqualTo("1 with an empty target, 1 with a source longer than max_length");
    assertThat(read(files + "truncate: {source: 2, target: 1}", Split.TRAIN).examples())
        .containsExactly(
            new Example(List.of("a", "b"), List.of("x")), new Example(List.of("d"), List.of("w")));
    assertThat(read(files + "truncate: {target: 2}", Split.TEST).examples())
        .containsExactly(
            new Example(List.of("a", "b", "c"), List.of("x", "y")),
            new Example(List.of("d"), List.of("w")),
            new Example(List.of("e"), List.of()));
  }

  @Test
  void lengthsOfAFilterCountTheWordsOfBytePairEncoding() throws IOException {
    write("b.tsv", "low lower\tx", "low low low\tx", "newest\txx xx");
    String files =
        "train: {tsv: b.tsv}\nvalid: {tsv: b.tsv}\ntest: {tsv: b.tsv}\ntokens: {type: bpe, merges: 1}\n";
    SplitExamples train = read(files + "filter: {source: [1, 2]}", Split.TRAIN);
    assertThat(train.examples()).hasSize(2);
    assertThat(train.examples().get(0).source()).hasSizeGreaterThan(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split: {valid: 0, test: 1} | task:1: split.valid: valid must be at least 1, not 0",
        "split: {valid: 1, test: 1, sed: 2} | task:1: unknown key 'sed' in split; did you mean 'seed'?",
        "split: {valid: 1, test: 1}, valid: {tsv: b} | split divides the text of train",
        "filter: {} | a filter requires source, target or ratio",
        "filter: {source: [5, 2]} | the maximum 2 must not be below the minimum 5",
        "filter: {ratio: 0.5} | ratio must be at least 1",
        "filter: {ratio: 2, splits: test} | unknown value 'test' for filter.splits",
        "truncate: {} | truncate requires source, target or both",
        "truncate: {target: 0} | target must be at least 1, not 0",
        "malformed: ignore | unknown value 'ignore' for malformed",
        "train: {tsv: a, jsonl: b} | give exactly one of: source and target files, tsv, jsonl, split",
        "train: {jsonl: a, keys: [s]} | train.keys must have 2 items [source, target], not 1",
        "valid: {tsv: b} | a corpus requires dataset, or files for train, valid and test",
      })
  void invalidKeysAreNamed(String keys, String message) {
    String train = keys.contains("train:") ? "" : "train: {tsv: a}, ";
    assertThatThrownBy(
            () -> SpecReader.read("{" + train + keys + "}", "task", CorpusTaskSpec.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("task:1: ")
        .hasMessageContaining(message);
  }

  private List<String> sources(String keys, Split split) {
    return read(keys, split).examples().stream().map(e -> String.join(" ", e.source())).toList();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String keys) {
    return assertThatThrownBy(() -> read(keys, Split.TRAIN)).isInstanceOf(DataException.class);
  }

  private SplitExamples read(String keys, Split split) {
    CorpusTaskSpec task = SpecReader.read(keys, "task", CorpusTaskSpec.class);
    DataFolders folders = DataFolders.of(Map.of("SEQLAB_DATA", folder.toString()), Path.of(""));
    return TaskLoader.split(task, split, folders);
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
  }
}
