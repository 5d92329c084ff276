package io.seqlab.result.delimited;

import static java.nio.charset.CodingErrorAction.REPORT;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the lines of a CSV or TSV file one after the other, also of one that is larger than memory.
 * The cells of a line are overwritten by the next.
 */
final class DelimitedReader implements Closeable {
  private static final int BUFFER = 1 << 13;
  private static final int MAX_DIGITS = 9;

  private final Path file;
  private final DelimitedFile.Format format;
  private final Reader reader;
  private final char[] buffer = new char[BUFFER];
  private int position;
  private int limit;

  /** The characters of all cells of the line, and where each ends. */
  private char[] text = new char[256];

  private int length;
  private int[] ends = new int[16];
  private int cells;

  /** Texts of the last line of which they were taken, as columns repeat theirs. */
  private String[] last = new String[0];

  private long lines;

  /** Opens a file, which must end with a line break. */
  DelimitedReader(Path file, DelimitedFile.Format format) throws IOException {
    this.file = file;
    this.format = format;
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, not a file");
    }
    reader =
        new InputStreamReader(
            Files.newInputStream(file),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(REPORT)
                .onUnmappableCharacter(REPORT));
    if (!endsWithLineBreak(file)) {
      reader.close();
      throw truncated();
    }
  }

  private static boolean endsWithLineBreak(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      if (bytes.length() == 0) {
        return false;
      }
      bytes.seek(bytes.length() - 1);
      return bytes.read() == '\n';
    }
  }

  CorruptFileException truncated() {
    return new CorruptFileException(file, "its last line is truncated");
  }

  /** Reads the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    cells = 0;
    int c = read();
    return c >= 0 && (format == DelimitedFile.Format.TSV ? nextTsv(c) : nextCsv(c));
  }

  /** {@link CellText}; what follows the last line break is no line. */
  private boolean nextTsv(int first) throws IOException {
    for (int c = first; c >= 0; c = read()) {
      if (c == '\\') {
        int escaped = read();
        if (escaped >= 0) {
          append(CellText.unescapedTsv((char) escaped));
        }
      } else if (c == '\t' || c == '\n') {
        endCell();
        if (c == '\n') {
          return true;
        }
      } else if (c != '\r') { // not in a cell: the end of a line that another program wrote
        append((char) c);
      }
    }
    return false;
  }

  /** RFC 4180; a line also ends with a carriage return. */
  private boolean nextCsv(int first) throws IOException {
    int c = first;
    while (true) {
      if (c == '"') {
        c = quoted();
      } else {
        while (c != ',' && !isLineEnd(c)) {
          append((char) c);
          c = read();
        }
      }
      endCell();
      if (c != ',') {
        endLine(c);
        return true;
      }
      c = read();
    }
  }

  /** A cell after its opening quotation mark; returns the character that ends it. */
  private int quoted() throws IOException {
    long start = lines + 1;
    while (true) {
      int c = read();
      if (c < 0) {
        throw misplaced(start);
      } else if (c != '"') {
        append((char) c);
        continue;
      }
      c = read();
      if (c == '"') {
        append('"');
        continue;
      }
      while (c != ',' && !isLineEnd(c)) {
        if (!Character.isWhitespace(c)) {
          throw misplaced(start);
        }
        c = read();
      }
      return c;
    }
  }

  private CorruptFileException misplaced(long line) {
    return new CorruptFileException(file, "a quotation mark is misplaced in or after line " + line);
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r' || c < 0;
  }

  private void endLine(int end) throws IOException {
    if (end == '\r') {
      int next = read();
      position -= next == '\n' || next < 0 ? 0 : 1;
    }
    lines++;
    for (int i = 0; i < length; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
  }

  private int read() throws IOException {
    if (position == limit) {
      try {
        limit = Math.max(0, reader.read(buffer));
      } catch (CharacterCodingException e) {
        throw new CorruptFileException(file, "it is not UTF-8 text", e);
      }
      position = 0;
      if (limit == 0) {
        return -1;
      }
    }
    return buffer[position++];
  }

  private void append(char c) {
    if (length == text.length) {
      text = Arrays.copyOf(text, 2 * length);
    }
    text[length++] = c;
  }

  private void endCell() {
    if (cells == ends.length) {
      ends = Arrays.copyOf(ends, 2 * cells);
    }
    ends[cells++] = length;
  }

  /** Number of cells of the line. */
  int size() {
    return cells;
  }

  private int start(int cell) {
    return cell == 0 ? 0 : ends[cell - 1];
  }

  boolean isEmpty(int cell) {
    return start(cell) == ends[cell];
  }

  /** Whether a cell has this text, before spreadsheets' marks are removed. */
  boolean is(int cell, String other) {
    int start = start(cell);
    if (ends[cell] - start != other.length()) {
      return false;
    }
    for (int i = 0; i < other.length(); i++) {
      if (text[start + i] != other.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The text of a cell; the same object as in the line before if it is equal. */
  String text(int cell) {
    if (cell >= last.length) {
      last = Arrays.copyOf(last, Math.max(cells, cell + 1));
    }
    if (last[cell] == null || !is(cell, last[cell])) {
      last[cell] = new String(text, start(cell), ends[cell] - start(cell));
    }
    return format == DelimitedFile.Format.CSV ? CellText.unescape(last[cell]) : last[cell];
  }

  /** All cells of the line. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(cells);
    for (int i = 0; i < cells; i++) {
      texts.add(text(i));
    }
    return texts;
  }

  /**
   * The integers of a cell, separated by spaces.
   *
   * @return how many; −1 if there are more than fit, or another number or text
   */
  int integers(int cell, long[] into) {
    int count = 0;
    int digits = 0;
    long number = 0;
    for (int i = start(cell); i <= ends[cell]; i++) {
      char c = i == ends[cell] ? ' ' : text[i];
      if (c == ' ' && digits > 0 && count < into.length) {
        into[count++] = number;
        digits = 0;
        number = 0;
      } else if (c >= '0' && c <= '9' && digits < MAX_DIGITS) {
        number = 10 * number + (c - '0');
        digits++;
      } else {
        return -1;
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
