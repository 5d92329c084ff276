package io.seqlab.result.delimited;

import com.google.errorprone.annotations.FormatMethod;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;

/** Reads and writes CSV and TSV files with a header. */
final class DelimitedFile {
  /** RFC 4180 with LF line endings. */
  private static final CSVFormat RFC4180 =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").setIgnoreEmptyLines(false).get();

  /** How cells are separated and escaped. */
  enum Format {
    /** RFC 4180 with LF line endings and {@link CellText}. */
    CSV,
    /** Tab-separated {@link CellText}, without quotes. */
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
    try (DelimitedReader lines = new DelimitedReader(file, format)) {
      List<String> columns = header(file, lines);
      List<T> rows = new ArrayList<>();
      for (int number = 2; lines.next(); number++) {
        rows.add(reader.read(row(file, number, columns, lines)));
      }
      return rows;
    }
  }

  /** The columns of a file, its first line. */
  static List<String> header(Path file, DelimitedReader lines) throws IOException {
    if (!lines.next()) {
      throw lines.truncated();
    }
    List<String> columns = lines.texts();
    requireDistinct(file, columns);
    return columns;
  }

  /** The current line as a row. */
  static Row row(Path file, int number, List<String> columns, DelimitedReader lines)
      throws IOException {
    Row row = new Row(file, number, columns, lines.texts());
    if (row.cells().size() != columns.size()) {
      throw row.error("has %d cells under %d columns", row.cells().size(), columns.size());
    }
    return row;
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

  static void writeLine(Appendable writer, Format format, List<?> values) throws IOException {
    if (format == Format.TSV) {
      writer.append(String.join("\t", texts(values, CellText::escapeTsv))).append('\n');
    } else {
      RFC4180.printRecord(writer, texts(values, CellText::escape).toArray());
    }
  }

  /** Only text is escaped: a number begins with a minus, but is no formula. */
  private static List<String> texts(List<?> values, UnaryOperator<String> escape) {
    return values.stream()
        .map(value -> value instanceof String text ? escape.apply(text) : String.valueOf(value))
        .toList();
  }
}
