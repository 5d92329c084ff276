package io.seqlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.report.html.LabeledTexts.Line;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Direction marks in a text must not reorder the text beside it. */
class TextIsolationTest {
  private static final String TEXT = "\u202Etxet";

  /** Elements that isolate their text: by name, {@code dir}, or a class of the style sheet. */
  private static final Pattern ISOLATED =
      Pattern.compile("<(?:bdi|td class=\"said\" dir=\"auto\"|span class=\"begin\")>$");

  static Stream<String> everyElement() {
    DataTable table =
        new DataTable(
            TEXT,
            List.of(new DataTable.Column(TEXT, false), new DataTable.Column(TEXT, false)),
            List.of(
                List.of(new DataTable.Cell(TEXT, false, ""), new DataTable.Cell(TEXT, true, "")),
                List.of(
                    new DataTable.Cell(TEXT, true, ""), new DataTable.Cell(TEXT, false, "id"))));
    Block paragraph = new Paragraph(TEXT);
    Section section = new Section("id", TEXT, List.of(paragraph));
    return Stream.of(
        paragraph.html(),
        table.html(),
        new Card("id", "refuted", Card.Tone.AGAINST, TEXT, List.of(), List.of()).html(),
        new CodeBlock(TEXT).html(),
        new DescriptionList(TEXT, List.of(new DescriptionList.Fact(TEXT, TEXT))).html(),
        new Details(TEXT, List.of()).html(),
        new FigureElement("id", "name", "<svg/>", TEXT, Optional.of(table)).html(),
        new LabeledTexts("name", List.of(new Line(TEXT, TEXT, TEXT))).html(),
        new LabeledTexts("name", List.of(new Line(TEXT, TEXT + "x".repeat(1000), TEXT)))
            .html()
            .replaceFirst("</summary>\u202E", "</summary>"), // the rest of the isolated cell
        new Page(TEXT, TEXT, List.of(section)).html().replaceFirst("<title>.*</title>", ""));
  }

  @ParameterizedTest
  @MethodSource("everyElement")
  void everyTextIsIsolated(String html) {
    String elements = html.replaceAll("(aria-label|data-name)=\"[^\"]*\"", "");
    Matcher text = Pattern.compile("\u202E").matcher(elements);
    assertThat(text.find()).isTrue();
    do {
      assertThat(elements.substring(0, text.start())).containsPattern(ISOLATED);
    } while (text.find());
  }
}
