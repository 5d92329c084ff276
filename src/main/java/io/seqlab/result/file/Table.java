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
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Files of rows under a header. */
final class Table {
  /** Commas, and quotes where needed (RFC 4180, lines ended by LF). */
  static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").setIgnoreEmptyLines(false).get();

  /** Tabs; a tab, line end or backslash in a cell is written as \t, \n, \r, \\. */
  static final CSVFormat TSV =
      CSV.builder().setDelimiter('\t').setQuote(null).setEscape('\\').get();

  private Table() {}

  /** Makes something of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(Row row) throws IOException;
  }

  /** A row, whose cells are asked for by column. */
  record Row(Path file, List<String> columns, CSVRecord cells) {
    String text(String column) throws IOException {
      int i = columns.indexOf(column);
      if (i < 0) {
        throw new CorruptFileException(file, "it has no column '" + column + "'");
      }
      return cells.get(i);
    }

    double number(String column) throws IOException {
      try {
        return Double.parseDouble(text(column));
      } catch (NumberFormatException e) {
        throw wrong(column, "a number", e);
      }
    }

    /** Numbers parted by blanks. */
    List<Double> numbers(String column) throws IOException {
      List<Double> numbers = new ArrayList<>();
      try {
        for (String number : text(column).split(" ", -1)) {
          numbers.add(Double.parseDouble(number));
        }
      } catch (NumberFormatException e) {
        throw wrong(column, "numbers parted by blanks", e);
      }
      return numbers;
    }

    long whole(String column) throws IOException {
      try {
        return Long.parseLong(text(column));
      } catch (NumberFormatException e) {
        throw wrong(column, "a whole number", e);
      }
    }

    CorruptFileException wrong(String column, String wanted, Exception e) throws IOException {
      String reason =
          "row %d has '%s' for %s, which is not %s"
              .formatted(cells.getRecordNumber(), text(column), column, wanted);
      return new CorruptFileException(file, reason, e);
    }
  }

  static <T> List<T> read(Path file, CSVFormat format, RowReader<T> reader) throws IOException {
    String text = Utf8Files.read(file);
    if (!text.endsWith("\n")) {
      throw new CorruptFileException(file, "its last line is cut off");
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

  static void write(Path file, CSVFormat format, List<String> columns, List<List<Object>> rows)
      throws IOException {
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          format.printRecord(writer, columns.toArray());
          for (List<Object> row : rows) {
            format.printRecord(writer, row.toArray());
          }
          writer.flush();
        });
  }
}
