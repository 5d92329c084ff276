package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;
import io.seqlab.storage.IoErrorMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads the lines of a UTF-8 text file, which is decompressed if its name ends in {@code .gz}.
 * Lines end with LF or CRLF; a byte order mark is skipped. Every error is a {@link DataException}
 * with file and line.
 */
final class TextLines implements AutoCloseable {
  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final int BUFFER = 1 << 16;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final InputStream bytes;
  private int line;

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
      return gzip ? new BufferedInputStream(new GzipInput(raw), BUFFER) : raw;
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
    } catch (CharacterCodingException e) {
      throw new DataException(location() + ": not valid UTF-8; convert the file to UTF-8", e);
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
    ByteArrayOutputStream content = new ByteArrayOutputStream(256);
    int next = bytes.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n') {
      content.write(next);
      if (content.size() > MAX_LINE_BYTES) {
        throw new DataException(
            "%s: line longer than %d bytes; check that this is a text file",
            location(), MAX_LINE_BYTES);
      }
      next = bytes.read();
    }
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(content.toByteArray()))
            .toString();
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
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
