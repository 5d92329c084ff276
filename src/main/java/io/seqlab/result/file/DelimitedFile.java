package io.seqlab.result.file;

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
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads and writes CSV and TSV files with a header. */
final class DelimitedFile {
  /** RFC 4180 with LF line endings. */
  static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").setIgnoreEmptyLines(false).get();

  /** Tab-separated, unquoted; tab, line break and backslash in a cell are \t, \n, \r, \\. */
  static final CSVFormat TSV =
      CSV.builder().setDelimiter('\t').setQuote(null).setEscape('\\').get();

  private DelimitedFile() {}

  /** Converts a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(Row row) throws IOException;
  }

  /** A row; its cells are accessed by column name. */
  record Row(Path file, List<String> columns, CSVRecord cells) {
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

    /** A cell as another type; {@code parser} throws IllegalArgumentException if it is invalid. */
    <T> T parse(String column, String expected, Function<String, T> parser) throws IOException {
      String text = text(column);
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        String reason =
            "row %d has '%s' for %s, which is not %s"
                .formatted(cells.getRecordNumber(), text, column, expected);
        throw new CorruptFileException(file, reason, e);
      }
    }
  }

  static <T> List<T> read(Path file, CSVFormat format, RowReader<T> reader) throws IOException {
    String text = Utf8Files.read(file);
    if (!text.endsWith("\n")) {
      throw new CorruptFileException(file, "its last line is truncated");
    }
    List<T> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      List<String> columns = null;
      for (CSVRecord cells : parser) {
        if (columns == null) {
          columns = cells.toList();
        } else if (cells.size() != columns.size()) {
          String reason =
              "row %d has %d cells under %d columns"
                  .formatted(cells.getRecordNumber(), cells.size(), columns.size());
          throw new CorruptFileException(file, reason);
        } else {
          rows.add(reader.read(new Row(file, columns, cells)));
        }
      }
    } catch (CSVException | UncheckedIOException e) {
      throw new CorruptFileException(file, e.getMessage(), e);
    }
    return rows;
  }

  /** Writes one row per record; {@code cells} returns the values of a record by column. */
  static <T> void write(
      Path file, CSVFormat format, List<String> columns, List<T> all, Function<T, List<?>> cells)
      throws IOException {
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          format.printRecord(writer, columns.toArray());
          for (T each : all) {
            format.printRecord(writer, cells.apply(each).toArray());
          }
          writer.flush();
        });
  }
}
