package io.seqlab.report.figure;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.claim.TestStatistic;
import io.seqlab.report.Verdicts;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.PartVerdict.Estimate;
import io.seqlab.result.verdict.PartVerdict.Range;
import io.seqlab.result.verdict.Ruling;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ForestPlotTest {
  private static final Range ABOVE_0 = new Range(0, POSITIVE_INFINITY);

  /** What was drawn: texts with their boxes, and shapes with their colours. */
  private static final class Recorder implements Canvas {
    final List<String> texts = new ArrayList<>();
    final List<Rectangle2D> boxes = new ArrayList<>();
    final List<Rectangle2D> shapes = new ArrayList<>();

    @Override
    public void fill(Color colour, Shape shape) {
      shapes.add(shape.getBounds2D());
    }

    @Override
    public void stroke(Color colour, BasicStroke stroke, Shape shape) {
      shapes.add(shape.getBounds2D());
    }

    @Override
    public void text(String text, double x, double y, Lettering lettering) {
      double width = TextWidth.of(text, lettering.size());
      double left =
          switch (lettering.anchor()) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
          };
      texts.add(text);
      boxes.add(new Rectangle2D.Double(left, y - lettering.size() / 2.0, width, lettering.size()));
    }
  }

  private static Recorder draw(ForestPlot plot) {
    Recorder recorder = new Recorder();
    plot.draw(recorder);
    return recorder;
  }

  private static PartVerdict part(TestStatistic statistic, Range claimed, double... numbers) {
    Estimate estimate =
        numbers.length == 0
            ? Estimate.NONE
            : new Estimate(5, numbers[0], numbers[1], numbers[2], 0.05);
    return Verdicts.part(statistic, "token_accuracy", claimed, estimate, Ruling.INCONCLUSIVE);
  }

  private static ForestPlot plot(PartVerdict... parts) {
    return new ForestPlot(Verdicts.of(List.of(parts)));
  }

  @Test
  void showsTestRulingNumbersAndUnit() {
    PartVerdict part =
        Verdicts.part(
            TestStatistic.DIFFERENCE,
            "token_accuracy",
            ABOVE_0,
            new Estimate(5, 0.3, 0.2, 0.4, 0.05),
            Ruling.SUPPORTED);
    assertThat(draw(plot(part)).texts)
        .contains(
            "1. token_accuracy of a minus token_accuracy of b",
            "supported",
            "0.3 [0.2, 0.4]",
            "difference of token_accuracy",
            "0.0")
        .anyMatch(text -> text.contains("interval at 90 % confidence"));
  }

  @Test
  void nothingIsCutAndNoTextsOverlap() {
    List<PartVerdict> parts = new ArrayList<>();
    for (TestStatistic statistic : TestStatistic.values()) {
      parts.add(part(statistic, ABOVE_0, -0.0001234, -0.0001235, -0.0001233));
      parts.add(part(statistic, new Range(-5, 1e12), 1234.5, NEGATIVE_INFINITY, 5e15));
    }
    ForestPlot plot = new ForestPlot(Verdicts.of(parts));
    Recorder drawn = draw(plot);
    Rectangle2D whole = new Rectangle2D.Double(0, 0, plot.width(), plot.height());
    assertThat(drawn.boxes).allMatch(whole::contains);
    assertThat(drawn.shapes)
        .allMatch(shape -> shape.getMinX() >= 0 && shape.getMaxX() <= plot.width())
        .allMatch(shape -> shape.getMinY() >= 0 && shape.getMaxY() <= plot.height());
    for (int i = 0; i < drawn.boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(drawn.boxes.get(i).intersects(drawn.boxes.get(j)))
            .as("%s and %s", drawn.texts.get(i), drawn.texts.get(j))
            .isFalse();
      }
    }
  }

  @Test
  void testsInOneUnitShareAnAxisUnlessOneWouldVanish() {
    PartVerdict near = part(TestStatistic.DIFFERENCE, ABOVE_0, 0.3, 0.2, 0.4);
    PartVerdict other = part(TestStatistic.DIFFERENCE, new Range(0.5, 1), 0.6, 0.55, 0.65);
    PartVerdict far = part(TestStatistic.DIFFERENCE, ABOVE_0, 500, 400, 600);
    PartVerdict slope = part(TestStatistic.SLOPE, ABOVE_0, 0.3, 0.2, 0.4);
    assertThat(ForestPanel.of(List.of(near, slope, other, far)))
        .extracting(panel -> panel.rows().stream().map(ForestPanel.Row::number).toList())
        .containsExactly(List.of(1, 3), List.of(2), List.of(4));
  }

  @Test
  void axisHasRoomBesideEveryBound() {
    Axis axis = axis(part(TestStatistic.DIFFERENCE, new Range(-0.05, 0.05), 0.01, -0.01, 0.03));
    assertThat(axis.position(-0.05)).isBetween(0.02, 0.2);
    assertThat(axis.position(0.05)).isBetween(0.8, 0.98);
  }

  @Test
  void ratiosFarApartHaveALogarithmicAxis() {
    assertThat(axis(part(TestStatistic.RATIO, new Range(5, 10), 0.4, 0.3, 0.5)))
        .isInstanceOf(LogAxis.class);
    assertThat(axis(part(TestStatistic.RATIO, new Range(0.9, 1.1), 1.2, 1.1, 1.3)))
        .isInstanceOf(LinearAxis.class);
  }

  private static Axis axis(PartVerdict part) {
    return ForestPanel.of(List.of(part)).get(0).axis();
  }

  @Test
  void endsWithoutBoundAreArrows() {
    int bounded = fills(part(TestStatistic.VALUE, ABOVE_0, 1, 0.5, 2));
    int open = fills(part(TestStatistic.VALUE, ABOVE_0, 1, NEGATIVE_INFINITY, POSITIVE_INFINITY));
    assertThat(open).isEqualTo(bounded + 2);
  }

  private static int fills(PartVerdict part) {
    return plot(part).svg().split("<path fill=\"#", -1).length;
  }

  @Test
  void testWithoutDataShowsItsRegion() {
    assertThat(draw(plot(part(TestStatistic.VALUE, new Range(2, POSITIVE_INFINITY)))).texts)
        .contains("no estimate", "inconclusive", "2.0");
  }

  @Test
  void longTestIsTruncatedVisibly() {
    List<String> lines = TextWidth.wrap("word ".repeat(500), 13, 300, 4);
    assertThat(lines).hasSize(4).allMatch(line -> TextWidth.of(line, 13) <= 300);
    assertThat(lines.get(3)).endsWith("…");
    assertThat(TextWidth.wrap("x".repeat(100), 13, 300, 4))
        .hasSizeGreaterThan(1)
        .allMatch(line -> TextWidth.of(line, 13) <= 300);
    assertThat(String.join(" ", TextWidth.wrap("one two three", 13, 50, 4)))
        .isEqualTo("one two three");
  }

  @Property(tries = 300)
  void svgIsWellFormedForAnyNumbers(
      @ForAll @Size(5) double[] x, @ForAll TestStatistic statistic, @ForAll Ruling ruling)
      throws Exception {
    Range claimed = new Range(Math.min(x[0], x[1]), Math.max(x[0], x[1]));
    Estimate estimate = new Estimate(5, x[2], Math.min(x[3], x[4]), Math.max(x[3], x[4]), 0.05);
    PartVerdict any = Verdicts.part(statistic, "bleu", claimed, estimate, ruling);
    PartVerdict undefined = part(statistic, claimed, NaN, NaN, NaN);
    String svg = new ForestPlot(Verdicts.of(Collections.nCopies(2, any))).svg();
    String both = plot(undefined, any).svg();
    for (String text : List.of(svg, both)) {
      assertThat(text).doesNotContain("NaN\"", "NaN ", "Infinity");
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
