package io.seqlab.result.file;

import com.google.errorprone.annotations.FormatMethod;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads and writes CSV and TSV files with a header. */
final class DelimitedFile {
  /** RFC 4180 with LF line endings. */
  private static final CSVFormat RFC4180 =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").setIgnoreEmptyLines(false).get();

  /** How cells are separated and escaped. */
  enum Format {
    /** RFC 4180 with LF line endings and {@link SpreadsheetText}. */
    CSV,
    /** {@link TsvText}. */
    TSV
  }

  private DelimitedFile() {}

  /** Converts a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(Row row) throws IOException;
  }

  /** A row, numbered from 1 for the header; its cells are accessed by column name. */
  record Row(Path file, int number, List<String> columns, List<String> cells) {
    String text(String column) throws IOException {
      int i = columns.indexOf(column);
      if (i < 0) {
        throw new CorruptFileException(file, "it has no column '" + column + "'");
      }
      return cells.get(i);
    }

    double number(String column) throws IOException {
      return parse(column, "a number", Double::valueOf);
    }

    /** Numbers separated by spaces. */
    List<Double> numbers(String column) throws IOException {
      return parse(
          column,
          "a list of numbers separated by spaces",
          text -> Arrays.stream(text.split(" ", -1)).map(Double::valueOf).toList());
    }

    long integer(String column) throws IOException {
      return parse(column, "an integer", Long::valueOf);
    }

    /** An error of this row; the reason is a predicate. */
    @FormatMethod
    CorruptFileException error(String reason, Object... args) {
      return new CorruptFileException(file, "row %d ".formatted(number) + reason.formatted(args));
    }

    /** A cell as another type; {@code parser} throws IllegalArgumentException if it is invalid. */
    <T> T parse(String column, String expected, Function<String, T> parser) throws IOException {
      String text = text(column);
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        String reason =
            "row %d has '%s' for %s, which is not %s".formatted(number, text, column, expected);
        throw new CorruptFileException(file, reason, e);
      }
    }
  }

  static <T> List<T> read(Path file, Format format, RowReader<T> reader) throws IOException {
    String text = Utf8Files.read(file);
    if (!text.endsWith("\n")) {
      throw new CorruptFileException(file, "its last line is truncated");
    }
    List<List<String>> lines = format == Format.TSV ? TsvText.parse(text) : csv(file, text);
    List<String> columns = lines.get(0);
    requireDistinct(file, columns);
    List<T> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      Row row = new Row(file, i + 1, columns, lines.get(i));
      if (row.cells().size() != columns.size()) {
        throw row.error("has %d cells under %d columns", row.cells().size(), columns.size());
      }
      rows.add(reader.read(row));
    }
    return rows;
  }

  private static List<List<String>> csv(Path file, String text) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    long read = 0;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), RFC4180)) {
      for (CSVRecord cells : parser) {
        lines.add(cells.stream().map(SpreadsheetText::unescape).toList());
        read = parser.getCurrentLineNumber();
      }
    } catch (CSVException | UncheckedIOException e) {
      throw new CorruptFileException(
          file, "a quotation mark is misplaced in or after line " + (read + 1), e);
    }
    return lines;
  }

  private static void requireDistinct(Path file, List<String> columns) throws IOException {
    for (String column : columns) {
      if (columns.indexOf(column) != columns.lastIndexOf(column)) {
        throw new CorruptFileException(file, "it has two columns '" + column + "'");
      }
    }
  }

  /** Writes one row per record; {@code cells} returns the values of a record by column. */
  static <T> void write(
      Path file, Format format, List<String> columns, List<T> all, Function<T, List<?>> cells)
      throws IOException {
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          writeLine(writer, format, columns);
          for (T each : all) {
            writeLine(writer, format, cells.apply(each));
          }
          writer.flush();
        });
  }

  private static void writeLine(Writer writer, Format format, List<?> values) throws IOException {
    if (format == Format.TSV) {
      writer.write(String.join("\t", texts(values, TsvText::escape)) + "\n");
    } else {
      RFC4180.printRecord(writer, texts(values, SpreadsheetText::escape).toArray());
    }
  }

  /** Only text is escaped: a number begins with a minus, but is no formula. */
  private static List<String> texts(List<?> values, UnaryOperator<String> escape) {
    return values.stream()
        .map(value -> value instanceof String text ? escape.apply(text) : String.valueOf(value))
        .toList();
  }
}
