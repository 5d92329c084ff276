package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Which pairs of a text are used: over random texts, in every form of file. */
class CorpusSelectionTest {
  private static Path folder;

  @BeforeContainer
  static void createFolder() throws IOException {
    folder = Files.createTempDirectory("corpus");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Property(tries = 60)
  void theFormOfTheFilesDoesNotMatter(
      @ForAll("texts") List<TextPair> text,
      @ForAll @IntRange(min = 1, max = 3) int parts,
      @ForAll @IntRange(min = 1, max = 100) int seed)
      throws IOException {
    write("one.tsv", text, pair -> pair.target() + "\t" + pair.source());
    write("one.src", text, TextPair::source);
    write("one.trg", text, TextPair::target);
    for (Path old : files()) {
      if (old.getFileName().toString().startsWith("part")) {
        Files.delete(old);
      }
    }
    for (int i = 0; i < parts; i++) {
      List<TextPair> part = text.subList(text.size() * i / parts, text.size() * (i + 1) / parts);
      writeGzip("part" + i + ".tsv.gz", part, pair -> pair.target() + "\t" + pair.source());
      writeGzip("part" + i + ".src.gz", part, TextPair::source);
      write("part" + i + ".trg", part, TextPair::target);
      write(
          "part" + i + ".jsonl",
          part,
          pair ->
              "{\"t\": {\"a.b\": \"%s\", \"c\": [\"%s\"]}}"
                  .formatted(pair.source(), pair.target()));
    }
    String keys = "split: {valid: 1, test: 2, seed: %d, share_sources: true}\n".formatted(seed);
    TaskData expected = load("train: {tsv: one.tsv, columns: [2, 1]}\n" + keys);
    for (String train :
        List.of(
            "{source: one.src, target: one.trg}",
            "{tsv: part*.tsv.gz, columns: [2, 1]}",
            "{source: 'part?.src.gz', target: 'part?.trg'}",
            "{jsonl: part*.jsonl, keys: [t.a.b, t.c]}")) {
      assertThat(load("train: " + train + "\n" + keys)).as(train).isEqualTo(expected);
    }
  }

  @Property(tries = 150)
  void filtersLeaveOutWhatTheySayAndCountsAddUp(
      @ForAll("texts") List<TextPair> text,
      @ForAll @IntRange(min = 1, max = 3) int shortest,
      @ForAll @IntRange(min = 2, max = 4) int longest,
      @ForAll @IntRange(min = 1, max = 3) int ratio,
      @ForAll @IntRange(min = 1, max = 4) int maxLength,
      @ForAll boolean all)
      throws IOException {
    List<TextPair> rows = new ArrayList<>(text);
    write("f.tsv", rows, pair -> pair.source() + "\t" + pair.target());
    Files.writeString(folder.resolve("f.tsv"), "no tab\n", StandardOpenOption.APPEND);
    int most = Math.max(shortest, longest);
    CorpusTaskSpec task =
        task(
            """
            train: {tsv: f.tsv}
            valid: {tsv: f.tsv}
            test: {tsv: f.tsv}
            malformed: skip
            max_length: %d
            filter: {source: [%d, %d], target: [1, 3], ratio: %d, splits: %s}
            """
                .formatted(maxLength, shortest, most, ratio, all ? "all" : "train"));
    for (Split split : Split.values()) {
      boolean training = split == Split.TRAIN;
      List<Example> expected =
          rows.stream()
              .map(
                  pair ->
                      new Example(
                          Tokenizer.WORD.tokenize(pair.source()),
                          Tokenizer.WORD.tokenize(pair.target())))
              .filter(e -> !(training || all) || passes(e, shortest, most, ratio))
              .filter(e -> !training || Math.max(e.source().size(), e.target().size()) <= maxLength)
              .toList();
      SplitExamples read;
      try {
        read = TaskLoader.split(task, split, folders());
      } catch (DataException e) {
        assertThat(e).hasMessageContaining("task.%s: no usable pair in f.tsv", split.key());
        assertThat(expected).isEmpty();
        continue;
      }
      assertThat(read.examples()).isEqualTo(expected);
      assertThat(read.examples().size() + read.dropped().total()).isEqualTo(rows.size() + 1);
      assertThat(read.dropped().counts()).containsEntry(DropReason.MALFORMED, 1);
    }
  }

  private static boolean passes(Example example, int shortest, int longest, int ratio) {
    int s = example.source().size();
    int t = example.target().size();
    return s >= shortest && s <= longest && t >= 1 && t <= 3 && s <= t * ratio && t <= s * ratio;
  }

  @Property(tries = 60)
  void aDividedTextIsCountedOnce(@ForAll("texts") List<TextPair> text, @ForAll boolean all)
      throws IOException {
    write("d.tsv", text, pair -> pair.source() + "\t" + pair.target());
    String keys =
        "train: {tsv: d.tsv}\nsplit: {valid: 1, test: 1}\nmax_length: 3\nfilter: {target: [1, 3], splits: %s}"
            .formatted(all ? "all" : "train");
    TaskData data;
    try {
      data = load(keys);
    } catch (DataException e) {
      return; // too few pairs are left
    }
    int used = data.train().size() + data.valid().size() + data.test().size();
    int dropped = data.dropped().values().stream().mapToInt(DroppedPairs::total).sum();
    assertThat(used + dropped).isEqualTo(text.size());
    assertThat(data.dropped().get(Split.TEST)).isEqualTo(DroppedPairs.NONE);
    if (all) {
      assertThat(data.test()).allMatch(e -> !e.target().isEmpty() && e.target().size() <= 3);
    }
    assertThat(data.train().stream().map(Example::source))
        .doesNotContainAnyElementsOf(data.test().stream().map(Example::source).toList());
  }

  @Provide
  Arbitrary<List<TextPair>> texts() {
    Arbitrary<String> side =
        Arbitraries.of("a", "b", "c", "d", "e").list().ofMaxSize(5).map(w -> String.join(" ", w));
    return Combinators.combine(side, side)
        .as((s, t) -> new TextPair(s, t))
        .list()
        .ofMinSize(6)
        .ofMaxSize(25)
        .filter(
            text ->
                text.stream().filter(p -> !p.source().isEmpty() && !p.target().isEmpty()).count()
                    > 4);
  }

  private static TaskData load(String keys) {
    return TaskLoader.load(task(keys), folders());
  }

  private static CorpusTaskSpec task(String keys) {
    return SpecReader.read(keys, "task", CorpusTaskSpec.class);
  }

  private static DataFolders folders() {
    return DataFolders.of(Map.of("SEQLAB_DATA", folder.toString()), Path.of(""));
  }

  /** The line of a pair. */
  private interface Line {
    String of(TextPair pair);
  }

  private static String text(List<TextPair> pairs, Line line) {
    return pairs.stream().map(pair -> line.of(pair) + "\n").collect(Collectors.joining());
  }

  private static void write(String name, List<TextPair> pairs, Line line) throws IOException {
    Files.writeString(folder.resolve(name), text(pairs, line));
  }

  private static void writeGzip(String name, List<TextPair> pairs, Line line) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text(pairs, line).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve(name), bytes.toByteArray());
  }
}
