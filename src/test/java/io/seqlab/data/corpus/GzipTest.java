package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.task.SplitFiles.Columns;
import io.seqlab.data.core.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compressed text of one or more members: read as a whole, or refused. */
class GzipTest {
  private static final String CORRUPT = "the gzip file is corrupt or truncated";
  private static final List<String> LINES = List.of("ein Hund", "zwei Katzen");

  @TempDir private Path folder;
  private byte[] first;
  private byte[] second;

  @BeforeEach
  void compress() throws IOException {
    first = gzip("ein Hund\n");
    second = gzip("zwei Katzen\n");
  }

  @Test
  void readsEveryMember() throws IOException {
    assertThat(lines(first)).containsExactly("ein Hund");
    assertThat(lines(concat(first, second))).isEqualTo(LINES);
    byte[] empty = gzip("");
    assertThat(lines(concat(empty, first, empty, second, empty))).isEqualTo(LINES);
    assertThat(lines(empty)).isEmpty();
  }

  @Test
  void readsMembersLargerThanBuffers() throws IOException {
    Random random = new Random(1);
    List<String> text = new ArrayList<>();
    byte[] bytes = {};
    for (int size : new int[] {20_000, 1, 0, 70_000, 40_000, 9}) {
      String line =
          random
              .ints(size, 'a', 'z' + 1)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      text.add(line);
      bytes = concat(bytes, gzip(line + "\n"));
    }
    assertThat(lines(bytes)).isEqualTo(text);
  }

  @Test
  void readsHeadersWithAllFields() throws IOException {
    assertThat(lines(concat(first, withAllFields(second)))).isEqualTo(LINES);
  }

  @Test
  void acceptsZerosAtTheEndButNothingElse() throws IOException {
    byte[] both = concat(first, second);
    for (int zeros : new int[] {1, 2, 512, 100_000}) {
      assertThat(lines(Arrays.copyOf(both, both.length + zeros))).isEqualTo(LINES);
    }
    assertCorrupt(concat(both, new byte[] {7}));
    assertCorrupt(concat(both, new byte[700], new byte[] {7}));
    assertCorrupt(concat(first, new byte[] {0}, second));
    assertCorrupt(concat(first, "zwei Katzen\n".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesEveryCutExceptBetweenMembers() throws IOException {
    for (byte[] next : List.of(second, withAllFields(second))) {
      byte[] both = concat(first, next);
      for (int length = 2; length < both.length; length++) { // a gzip file begins with two bytes
        byte[] cut = Arrays.copyOf(both, length);
        if (length == first.length) {
          assertThat(lines(cut)).containsExactly("ein Hund");
        } else {
          assertCorrupt(cut);
        }
      }
    }
  }

  /** Some bits, such as those of the time, have no meaning for the text. */
  @Test
  void noFlippedBitChangesTheText() throws IOException {
    byte[] both = concat(first, withAllFields(second));
    for (int bit = 16; bit < 8 * both.length; bit++) {
      byte[] flipped = both.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(lines(flipped)).as("bit %d", bit).isEqualTo(LINES);
      } catch (DataException e) {
        assertThat(e).hasMessageContaining("text.gz:"); // or text that is not UTF-8
      }
    }
  }

  @Test
  void damagedHeaderOfTheSecondMemberIsRefused() throws IOException {
    for (int i = 0; i < 4; i++) { // mark, method and flags
      byte[] damaged = concat(first, second);
      damaged[first.length + i] ^= (byte) 0x80;
      assertCorrupt(damaged);
    }
  }

  /** The checksum stands at the end. */
  @Test
  void damageIsFoundWhateverTheLimit() throws IOException {
    byte[] bytes = gzip("ein Hund\ta dog\nzwei Katzen\ttwo cats\n");
    bytes[bytes.length - 8] ^= 1;
    Path file = Files.write(folder.resolve("text.gz"), bytes);
    assertThatThrownBy(
            () ->
                ParallelText.read(new RowReader(file, new TsvFormat(new Columns(1, 2)), false), 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(CORRUPT);
  }

  private void assertCorrupt(byte[] bytes) {
    assertThatThrownBy(() -> lines(bytes))
        .as("%d bytes", bytes.length)
        .isInstanceOf(DataException.class)
        .hasMessageContaining(CORRUPT)
        .hasMessageContaining(folder.resolve("text.gz").toString());
  }

  private List<String> lines(byte[] bytes) throws IOException {
    List<String> lines = new ArrayList<>();
    try (TextLines text = new TextLines(Files.write(folder.resolve("text.gz"), bytes))) {
      for (Optional<String> line = text.next(); line.isPresent(); line = text.next()) {
        lines.add(line.get());
      }
    }
    return lines;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** The member with the optional fields of RFC 1952: extra, name, comment, and header CRC. */
  private static byte[] withAllFields(byte[] member) {
    byte[] header = Arrays.copyOf(member, 10);
    header[3] = 0b11110;
    byte[] extra = {3, 0, 'a', 0, 'b'};
    byte[] text = "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = concat(header, extra, text);
    CRC32 crc = new CRC32();
    crc.update(all);
    byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    return concat(all, check, Arrays.copyOfRange(member, 10, member.length));
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
