package io.seqlab.result.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text in tables is read back as it was, and no spreadsheet takes it for a formula. */
class CellTextTest {
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> special =
        Arbitraries.strings().withChars("=+-@\t\r\n\\\"',; 1.e☃\u0000a").ofMaxLength(6);
    Arbitrary<String> any =
        Arbitraries.strings().excludeChars('\uFFFF').filter(CellTextTest::isUnicode);
    return Arbitraries.oneOf(special, any);
  }

  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000);
  }

  @Property(tries = 1000)
  void predictionsRoundTrip(@ForAll("texts") String source, @ForAll("texts") String output)
      throws IOException {
    Path file = Files.createTempFile("predictions", ".tsv");
    try {
      List<Prediction> all =
          List.of(
              new Prediction(source, output, source + output, -1.5),
              new Prediction(output, "", source, 0));
      RunTsvFiles.writePredictions(file, all);
      assertThat(RunTsvFiles.readPredictions(file)).isEqualTo(all);
      assertNoFormulas(Files.readString(file).split("[\t\n]"));
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 1000)
  void gridValuesRoundTrip(@ForAll("texts") String value) throws IOException {
    Path file = Files.createTempFile("measures", ".csv");
    try {
      RunKey key = new RunKey("rnn", 1, Map.of("task.file", value));
      List<Measure> all = List.of(new Measure(key, "slope", "step", -1, -2.5, 1));
      StudyCsvFiles.writeMeasures(file, all);
      assertThat(StudyCsvFiles.readMeasures(file)).isEqualTo(all);
      assertThat(Files.readString(file)).contains("step,-1.0,-2.5,1");
    } finally {
      Files.delete(file);
    }
  }

  private static void assertNoFormulas(String... cells) {
    for (String cell : cells) {
      boolean number = cell.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
      assertThat(number || !cell.matches("(?s)[-=+@\t\r\"].*")).as(cell).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\\=1", "\\\\=1", "-Infinity"})
  void formulasAreEscaped(String text) {
    assertThat(CellText.escape(text)).isEqualTo("\\" + text);
    assertThat(CellText.unescape("\\" + text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rnn", "-1", "+1", "-.5e-3", "'=x'", "\\", "\\a=", "a=b", "{a: -1}"})
  void otherTextIsUnchanged(String text) {
    assertThat(CellText.escape(text)).isEqualTo(text);
    assertThat(CellText.unescape(text)).isEqualTo(text);
  }

  /** Files of earlier versions escape tab, line breaks and backslash only, a tab as itself. */
  @Test
  void textOfEarlierVersionIsRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.tsv");
    Files.writeString(file, "=1+1\t-a\t\"a\t\\\\=1\ta\\nb\ta\\\tb\r\n\n");
    assertThat(DelimitedReaderTest.lines(file, DelimitedFile.Format.TSV))
        .isEqualTo(List.of(List.of("=1+1", "-a", "\"a", "\\=1", "a\nb", "a\tb"), List.of("")));
  }
}
