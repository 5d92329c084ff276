package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Split;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Corpus files that are not clean text: each is read as it should be, or the error names a line.
 */
class HostileTextTest {
  private static final String GOOD = "ein Hund\nzwei Katzen\ndrei\n";

  @TempDir private Path folder;

  @Test
  void mixedLineEndsAndAByteOrderMarkAreRead() throws IOException {
    write("s", "\uFEFFein Hund\r\nzwei Katzen\ndrei");
    write("t", "\uFEFF" + GOOD);
    assertThat(lines(folder.resolve("s"))).isEqualTo(lines(folder.resolve("t")));
    assertThat(read("s", "t")).containsExactly("ein Hund", "zwei Katzen", "drei");
  }

  @Test
  void carriageReturnsInsideLinesAreRefused() throws IOException {
    write("t", GOOD);
    write("s", "ein Hund\nzwei\rKatzen\ndrei\n");
    assertRefused("s", "t").hasMessageContaining("s:2: the line contains a carriage return");
    assertRefused("t", "s").hasMessageContaining("s:2: the line contains a carriage return");
    write("s", GOOD.replace('\n', '\r'));
    assertRefused("s", "t").hasMessageContaining("s:1: the line contains a carriage return");
    write("p", "a\tb\rc\td\n");
    assertThatThrownBy(() -> load("{tsv: p}"))
        .hasMessageContaining("p:1: the line contains a carriage return");
  }

  @Test
  void nulBytesAndUtf16AreRefused() throws IOException {
    write("t", GOOD);
    write("s", GOOD.replace("zwei", "zw\0ei"));
    assertRefused("s", "t").hasMessageContaining("s:2: the line contains a NUL byte");
    for (String name : List.of("UTF-16LE", "UTF-16BE")) {
      Files.write(folder.resolve("s"), ("\uFEFF" + GOOD).getBytes(Charset.forName(name)));
      assertRefused("s", "t").hasMessageContaining("s:1: the file is UTF-16, not UTF-8");
      Files.write(folder.resolve("s"), GOOD.getBytes(Charset.forName(name)));
      assertRefused("s", "t").hasMessageContaining("s:1: the line contains a NUL byte");
    }
  }

  @Test
  void aByteThatIsNotUtf8IsNamed() throws IOException {
    write("t", GOOD);
    Files.write(folder.resolve("s"), "ein\nGr\u00fcn\n\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("s", "t")
        .hasMessageContaining("s:2: not valid UTF-8: byte 3 of the line is 0xFC");
    Files.write(folder.resolve("s"), new byte[] {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80});
    assertRefused("s", "t").hasMessageContaining("byte 2 of the line is 0xED");
    byte[] cut = Arrays.copyOf("schön".getBytes(StandardCharsets.UTF_8), 4);
    Files.write(folder.resolve("s"), cut);
    assertThatThrownBy(() -> lines(folder.resolve("s"))).hasMessageContaining("byte 4");
    write("s", "a \uFFFD b\nc\nd\n"); // a replacement character of the file is text
    assertThat(read("s", "t")).contains("a \uFFFD b");
  }

  @Test
  void linesOfAnyLengthUpToTheLimitAreWhole() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int length : new int[] {65_535, 1, 65_536, 0, 65_537, 131_072, 3, 1 << 20}) {
      lines.add("ü".repeat(length / 2) + "x".repeat(length % 2));
    }
    write("s", String.join("\n", lines) + "\n");
    assertThat(lines(folder.resolve("s"))).isEqualTo(lines);
    write("s", String.join("\r\n", lines.subList(0, 6)));
    assertThat(lines(folder.resolve("s"))).isEqualTo(lines.subList(0, 6));
    write("s", "a\n" + "x".repeat((1 << 20) + 1) + "\n");
    assertThatThrownBy(() -> lines(folder.resolve("s")))
        .hasMessageContaining("s:2: line longer than 1048576 bytes");
  }

  @Test
  void filesWithoutTheSameNumberOfLinesAreRefused() throws IOException {
    write("t", GOOD);
    write("s", GOOD + "vier\n\n");
    assertRefused("s", "t").hasMessageContainingAll("s has 5 lines", "t has 3");
    assertRefused("t", "s").hasMessageContainingAll("t has 3 lines", "s has 5");
  }

  @Test
  void aSmallBombIsRefusedAtItsFirstLine() throws IOException {
    write("t", GOOD);
    Files.write(folder.resolve("s.gz"), bomb(new byte[1 << 20], 3));
    assertRefused("s.gz", "t").hasMessageContaining("s.gz:1: line longer than");
    byte[] lines = GOOD.repeat(100).getBytes(StandardCharsets.UTF_8);
    byte[] whole = bomb(lines, 10);
    Files.write(folder.resolve("s.gz"), Arrays.copyOf(whole, whole.length - 20));
    assertRefused("s.gz", "s.gz").hasMessageContaining("corrupt or truncated");
  }

  /** Files of gigabytes, read by a program with 48 MiB of heap. */
  @Test
  @Tag("slow")
  @Timeout(300)
  void largeHostileFilesAreRefusedInSecondsInASmallHeap() throws Exception {
    write("t", GOOD);
    try (OutputStream out = Files.newOutputStream(folder.resolve("s"))) {
      byte[] block = "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 100; i++) {
        out.write(block);
      }
    }
    assertThat(inSmallHeap("{source: s, target: t}")).contains("s:1: line longer than");
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) 'x');
    Files.write(folder.resolve("s.gz"), bomb(block, 2048));
    assertThat(inSmallHeap("{source: s.gz, target: t}")).contains("s.gz:1: line longer than");
    byte[] words = "a b c d\tx y\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("s.gz"), bomb(words, 2048));
    assertThat(inSmallHeap("{tsv: s.gz}")).contains("s.gz", "Java's heap is limited to");
  }

  private String inSmallHeap(String train) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                Load.class.getName(),
                folder.toString(),
                train)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  /** The program of {@link #inSmallHeap}; its arguments are folder and training files. */
  static final class Load {
    private Load() {}

    public static void main(String[] arguments) {
      try {
        load(Path.of(arguments[0]), arguments[1]);
      } catch (DataException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      String source, String target) {
    return assertThatThrownBy(() -> read(source, target)).isInstanceOf(DataException.class);
  }

  /** The sources of the training examples. */
  private List<String> read(String source, String target) {
    return load("{source: %s, target: %s}".formatted(source, target));
  }

  private List<String> load(String train) {
    return load(folder, train);
  }

  private static List<String> load(Path folder, String train) {
    CorpusTaskSpec task =
        SpecReader.read(
            "train: %1$s\nvalid: %1$s\ntest: %1$s\n".formatted(train),
            "task",
            CorpusTaskSpec.class);
    DataFolders folders = DataFolders.of(Map.of("SEQLAB_DATA", folder.toString()), Path.of(""));
    return TaskLoader.split(task, Split.TRAIN, folders).examples().stream()
        .map(example -> String.join(" ", example.source()))
        .toList();
  }

  private static List<String> lines(Path file) {
    return TextFile.lines(file);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** A gzip file of a block that is repeated. */
  private static byte[] bomb(byte[] block, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        out.write(block);
      }
    }
    return bytes.toByteArray();
  }
}
