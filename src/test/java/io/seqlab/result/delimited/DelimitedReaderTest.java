package io.seqlab.result.delimited;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.RunKey;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are those that Commons CSV reads; scores of examples are read and written as they were. */
class DelimitedReaderTest {
  @TempDir Path folder;

  static List<List<String>> lines(Path file, DelimitedFile.Format format) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (DelimitedReader reader = new DelimitedReader(file, format)) {
      while (reader.next()) {
        lines.add(reader.texts());
      }
    }
    return lines;
  }

  @Provide
  Arbitrary<String> csv() {
    return Arbitraries.strings()
        .withChars("\"\",,\n\r a☃")
        .ofMaxLength(20)
        .map(text -> text + "\n");
  }

  @Property(tries = 3000)
  void csvIsReadAsByCommonsCsv(@ForAll("csv") String text) throws IOException {
    Path file = Files.createTempFile("lines", ".csv");
    try {
      Files.writeString(file, text);
      CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
      List<List<String>> expected = new ArrayList<>();
      try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
        parser.forEach(line -> expected.add(line.toList()));
      } catch (CSVException | UncheckedIOException e) {
        assertThatThrownBy(() -> lines(file, DelimitedFile.Format.CSV))
            .isInstanceOf(CorruptFileException.class)
            .hasMessageContaining("a quotation mark is misplaced in or after line");
        return;
      }
      assertThat(lines(file, DelimitedFile.Format.CSV)).isEqualTo(expected);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void textThatIsNotUtf8OrTruncatedIsRejected() throws IOException {
    Path file = Files.write(folder.resolve("a.csv"), new byte[] {'a', (byte) 0xff, '\n'});
    assertThatThrownBy(() -> lines(file, DelimitedFile.Format.CSV))
        .hasMessageContaining("it is not UTF-8 text");
    for (String text : List.of("", "a,b")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> lines(file, DelimitedFile.Format.CSV))
          .hasMessageContaining("its last line is truncated");
    }
  }

  private static ExampleScore score(RunKey run, long example, Map<String, List<Double>> counts) {
    return new ExampleScore(run, example, 70_000 + example, 3, counts);
  }

  @Test
  void scoresRoundTripAlsoIfRowsOfARunAreApart() throws IOException {
    RunKey one = new RunKey("rnn", 1, Map.of("task.symbols", "[1, \"2\"]"));
    RunKey two = new RunKey("rnn", 2);
    Map<String, List<Double>> counts =
        Map.of("bleu_1", List.of(1.0, 2.0, 300.0, 4.0), "loss", List.of(-1.25e-7));
    List<ExampleScores> scores =
        List.of(
            ExampleScores.of(
                one,
                List.of(score(one, 2, counts), score(one, 1, Map.of()), score(one, 9, counts))),
            ExampleScores.of(two, List.of(score(two, 1, Map.of("loss", List.of(-0.0))))));
    Path file = folder.resolve("examples.csv");
    ExampleCsvFile.write(file, scores);
    List<ExampleScores> read = ExampleCsvFile.read(file);
    assertThat(read.get(0)).isEqualTo(scores.get(0));
    assertThat(read.get(0).rows()).isEqualTo(scores.get(0).rows());
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add(2, lines.remove(4));
    Files.writeString(file, String.join("\n", lines) + "\n");
    assertThat(ExampleCsvFile.read(file)).isEqualTo(read);
    lines.add(lines.get(1));
    Files.writeString(file, String.join("\n", lines) + "\n");
    assertThatThrownBy(() -> ExampleCsvFile.read(file))
        .hasMessageContaining("row 6 is the second for the same run and example");
  }
}
