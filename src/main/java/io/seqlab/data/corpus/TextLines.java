package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;
import io.seqlab.storage.IoErrorMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads the lines of a UTF-8 text file, which is decompressed if its name ends in {@code .gz}, in
 * the memory of one line. Lines end with LF or CRLF; a byte order mark is skipped. Every error is a
 * {@link DataException} with file and line.
 */
final class TextLines implements AutoCloseable {
  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final int BUFFER = 1 << 16;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final char REPLACEMENT = '\uFFFD';

  private final Path file;
  private final InputStream bytes;

  /** Bytes that were read from the file but not yet returned, from {@link #start} to end. */
  private final byte[] buffer = new byte[BUFFER];

  private int start;
  private int end;
  private long line;

  TextLines(Path file) {
    this.file = file;
    try {
      this.bytes = open(file);
    } catch (NoSuchFileException e) {
      throw new DataException("cannot find the file '" + file + "'; correct the path", e);
    } catch (IOException e) {
      throw new DataException("cannot read " + file + ": " + IoErrorMessage.of(e), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      boolean gzip = isGzip(raw);
      boolean named = file.toString().endsWith(".gz");
      if (gzip && !named) {
        throw new DataException("%s is gzip; rename it to end in .gz", file);
      } else if (named && !gzip) {
        throw new DataException(
            "%s is not gzip, but its name ends in .gz; fetch it again, or rename it", file);
      }
      return gzip ? new GzipInput(raw) : raw;
    } catch (IOException | DataException e) {
      raw.close();
      throw e;
    }
  }

  private static boolean isGzip(InputStream raw) throws IOException {
    raw.mark(2);
    int first = raw.read();
    int second = raw.read();
    raw.reset();
    return first == 0x1f && second == 0x8b;
  }

  /** The next line without its line break, or empty at the end of the file. */
  Optional<String> next() {
    line++;
    try {
      return read().map(this::withoutMark);
    } catch (EOFException | ZipException e) {
      throw new DataException(
          location() + ": the gzip file is corrupt or truncated; fetch it again", e);
    } catch (IOException e) {
      throw new DataException(location() + ": " + IoErrorMessage.of(e), e);
    }
  }

  /** File and number, from 1, of the last line read. */
  String location() {
    return file + ":" + line;
  }

  private Optional<String> read() throws IOException {
    if (start == end && !fill()) {
      return Optional.empty();
    }
    int lineFeed = lineFeed();
    if (lineFeed < end) { // the usual case: the whole line is in the buffer
      String text = text(buffer, start, lineFeed - start);
      start = lineFeed + 1;
      return Optional.of(text);
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream(2 * BUFFER);
    boolean more = true;
    while (more && lineFeed == end) {
      append(content, end);
      more = fill();
      lineFeed = lineFeed();
    }
    if (more) {
      append(content, lineFeed);
      start++;
    }
    return Optional.of(text(content.toByteArray(), 0, content.size()));
  }

  /** Reads the next bytes; false at the end of the file. */
  private boolean fill() throws IOException {
    start = 0;
    end = Math.max(0, bytes.read(buffer));
    if (line == 1 && end >= 2 && isUtf16(buffer[0] & 0xff, buffer[1] & 0xff)) {
      throw new DataException(
          "%s: the file is UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8", location());
    }
    return end > 0;
  }

  private static boolean isUtf16(int first, int second) {
    return (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
  }

  /** The place of the next line feed in the buffer, or its end. */
  private int lineFeed() {
    int at = start;
    while (at < end && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  private void append(ByteArrayOutputStream content, int to) {
    content.write(buffer, start, to - start);
    start = to;
    if (content.size() > MAX_LINE_BYTES) {
      throw new DataException(
          "%s: line longer than %d bytes; check that this is a text file whose lines end with LF"
              + " or CRLF",
          location(), MAX_LINE_BYTES);
    }
  }

  private String text(byte[] content, int from, int size) {
    int length = size > 0 && content[from + size - 1] == '\r' ? size - 1 : size;
    String text = new String(content, from, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) { // in the file, or what stands for bytes in error
      requireUtf8(ByteBuffer.wrap(content, from, length).slice());
    }
    return text;
  }

  private void requireUtf8(ByteBuffer content) {
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(content, CharBuffer.allocate(content.remaining()), true);
    if (result.isError()) {
      throw new DataException(
          "%s: not valid UTF-8: byte %d of the line is 0x%02X; convert the file to UTF-8",
          location(), content.position() + 1, content.get(content.position()) & 0xff);
    }
  }

  private String withoutMark(String text) {
    return line == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      throw new DataException("cannot close " + file + ": " + IoErrorMessage.of(e), e);
    }
  }
}
