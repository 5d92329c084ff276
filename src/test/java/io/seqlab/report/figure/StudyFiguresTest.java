package io.seqlab.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.report.core.Quantity;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class StudyFiguresTest {
  private static final RunKey A1 = new RunKey("a", 1);
  private static final RunKey A2 = new RunKey("a", 2);
  private static final RunKey B1 = new RunKey("b", 1);

  @Test
  void omitsPointsThatSomeSeedsLack() {
    Curve curve =
        Curve.of("a", 0, List.of(at(A1, 1, 10), at(A2, 1, 20), at(A1, 2, 4), at(A1, 3, 2)));
    assertThat(curve.points()).extracting(Curve.Point::x).containsExactly(1.0);
    assertThat(curve.points().get(0).value()).isEqualTo(15);
  }

  @Test
  void drawsOnlyFinishedRuns() {
    List<RunResult> results = List.of(result(A1), result(A2).with(RunStatus.FAILED));
    List<LineFigure> figures =
        StudyFigures.curves(results, List.of(at(A1, 1, 4), at(A1, 2, 2), at(A2, 1, 9)));
    assertThat(figures.get(0).curves().get(0).points())
        .extracting(Curve.Point::value)
        .containsExactly(4.0, 2.0);
  }

  @Test
  void omitsInfiniteLoss() {
    Curve curve = Curve.of("a", 0, List.of(at(A1, 1, 1), at(A1, 2, Double.POSITIVE_INFINITY)));
    assertThat(curve.points()).hasSize(1);
  }

  @Test
  void colourDoesNotDependOnOtherModels() {
    List<LineFigure> figures =
        StudyFigures.curves(List.of(result(A1), result(B1)), List.of(at(B1, 1, 1), at(B1, 2, 2)));
    assertThat(figures).hasSize(1);
    assertThat(figures.get(0).curves()).extracting(Curve::number).containsExactly(1);
    assertThat(figures.get(0).svg()).contains("#d55e00").doesNotContain("#0072b2");
  }

  /** Mean over seeds of 0.1, 0.3 at 8 and 0.2, 0.4 at 16; the other model has no hidden. */
  @Test
  void drawsMetricsOverNumericGridKeys() {
    List<RunResult> results = new ArrayList<>();
    for (int hidden : List.of(16, 8)) {
      for (int seed : List.of(1, 2)) {
        Map<String, String> grid = new LinkedHashMap<>();
        grid.put("model.hidden", String.valueOf(hidden));
        grid.put("model.attention", "luong");
        results.add(result(new RunKey("a", seed, grid), hidden / 80.0 + 0.2 * (seed - 1)));
      }
    }
    results.add(result(B1, 0.5));
    List<LineFigure> figures = StudyFigures.curves(results, List.of());
    assertThat(figures)
        .extracting(LineFigure::name)
        .containsExactly("token_accuracy-by-model.hidden");
    assertThat(figures.get(0).title()).isEqualTo("Token accuracy by hidden");
    Curve curve = figures.get(0).curves().get(0);
    assertThat(figures.get(0).curves()).hasSize(1);
    assertThat(curve.label()).isEqualTo("a, attention luong");
    assertThat(curve.points()).extracting(Curve.Point::x).containsExactly(8.0, 16.0);
    assertThat(curve.points().get(0).value()).isCloseTo(0.2, within(1e-12));
    assertThat(curve.points().get(1).value()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void gridPointsShareOnlyTheColour() {
    List<RunResult> results = new ArrayList<>();
    List<Measure> measures = new ArrayList<>();
    for (String model : List.of("a", "b", "c")) {
      for (String size : List.of("1", "2", "3", "4")) {
        RunKey key = new RunKey(model, 1, Map.of("task.symbols", size));
        results.add(result(key));
        measures.add(at(key, 1, 1));
      }
    }
    List<Curve> curves = StudyFigures.curves(results, measures).get(0).curves();
    assertThat(curves).hasSize(12).extracting(Curve::number).doesNotHaveDuplicates();
    assertThat(curves)
        .extracting(curve -> Palette.colour(curve.number()))
        .containsOnly(Palette.colour(0), Palette.colour(1), Palette.colour(2));
    for (int i = 0; i < 12; i += 4) {
      assertThat(curves.subList(i, i + 4))
          .extracting(curve -> Palette.colour(curve.number()))
          .containsOnly(Palette.colour(i / 4));
      assertThat(curves.subList(i, i + 4))
          .extracting(curve -> Palette.stroke(curve.number()))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void axisScalesFollowMeasureAndDimension() {
    assertThat(axes("attention_seconds", "length", 2)).isEqualTo("Both axes are logarithmic.");
    assertThat(axes("train_tokens_per_second", "threads", 2))
        .isEqualTo("Both axes are logarithmic.");
    assertThat(axes("gradient_state", "distance", 2)).isEqualTo("Logarithmic y axis.");
    assertThat(axes("gradient_reach", "layer", 2)).isEmpty();
    assertThat(axes("retention", "length", 0.5)).isEqualTo("Logarithmic x axis.");
    assertThat(axes("token_accuracy", "source_length", 0.5)).isEmpty();
    assertThat(axes("attention_seconds", "length", 0)).isEqualTo("Logarithmic x axis.");
  }

  @Test
  void logFigureOmitsZeros() {
    List<Measure> measures =
        List.of(
            new Measure(A1, "gradient_state", "distance", 1, 1e-6, 1),
            new Measure(A1, "gradient_state", "distance", 2, 1e-7, 1),
            new Measure(A1, "gradient_state", "distance", 3, 0, 1));
    LineFigure figure = StudyFigures.curves(List.of(result(A1)), measures).get(0);
    assertThat(figure.axisNote()).isEqualTo("Logarithmic y axis.");
    assertThat(figure.curves().get(0).points())
        .extracting(Curve.Point::x)
        .containsExactly(1.0, 2.0);
  }

  @Test
  void numbersKeepSignificantDigits() {
    assertThat(Quantity.of("gradient_state").format(1.234e-8)).isEqualTo("1.23e-08");
    assertThat(Quantity.of("train_flops").format(3.2e9)).isEqualTo("3.20e+09");
    assertThat(Quantity.of("train_step_seconds").format(0.5)).isEqualTo("0.500");
    assertThat(Quantity.of("train_step_seconds").label()).isEqualTo("Train step time (s)");
    assertThat(Quantity.of("exact_match").format(0.0001)).isEqualTo("0.0");
  }

  private static String axes(String measure, String dimension, double value) {
    List<Measure> measures =
        List.of(
            new Measure(A1, measure, dimension, 1, value, 1),
            new Measure(A1, measure, dimension, 8, 3 * value, 1));
    LineFigure figure = StudyFigures.curves(List.of(result(A1)), measures).get(0);
    assertThat(figure.svg()).doesNotContain("NaN", "Infinity");
    return figure.axisNote();
  }

  @Test
  void noFiguresWithoutMeasuresOrMaps() {
    assertThat(StudyFigures.curves(List.of(result(A1)), List.of())).isEmpty();
    assertThat(StudyFigures.sideBySide(List.of())).isEmpty();
  }

  @Property(tries = 200)
  void svgIsWellFormedForAnyTokens(@ForAll @Size(min = 1, max = 4) List<String> s)
      throws Exception {
    AttentionMap map = AttentionMap.of("e", s, List.of("x"), new float[1][s.size()]);
    Document svg = parse(StudyFigures.separate(List.of(new RunAttention(A1, map))).get(0).svg());
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getElementsByTagName("text").getLength())
        .as("tokens, the answer, the model, and three for the scale")
        .isEqualTo(s.size() + 5);
  }

  @Test
  void hostileTokensAreEscaped() throws Exception {
    List<String> tokens = List.of("</text><script>alert(1)</script>", "x".repeat(5000), "\u0000");
    AttentionMap map = AttentionMap.of("e", tokens, List.of("&"), new float[1][3]);
    String svg = StudyFigures.separate(List.of(new RunAttention(A1, map))).get(0).svg();
    assertThat(parse(svg).getElementsByTagName("script").getLength()).isZero();
    assertThat(svg).contains("xxxxxxxxx…xxxxxxxxx").hasSizeLessThan(10_000);
  }

  @Test
  void markOfThe13aTokenizerIsNotShown() {
    List<String> tokens = List.of("home", "￭.", "￭", "￭￭");
    AttentionMap map = AttentionMap.of("e", tokens, List.of("x"), new float[1][4]);
    String svg = StudyFigures.separate(List.of(new RunAttention(A1, map))).get(0).svg();
    assertThat(svg).contains(">home<", ">.<", ">￭<", ">￭￭<").doesNotContain("￭.");
  }

  @Test
  void longSentenceIsVisiblyTruncated() throws Exception {
    List<String> tokens = Collections.nCopies(500, "w");
    AttentionMap map = AttentionMap.of("e", tokens, tokens, uniform(500));
    AttentionFigure figure = StudyFigures.sideBySide(List.of(new RunAttention(A1, map))).get(0);
    assertThat(figure.svg()).contains("a (first 60 tokens)").hasSizeLessThan(150_000);
    assertThat(figure.image().getWidth()).isLessThan(3000);
  }

  private static float[][] uniform(int n) {
    return IntStream.range(0, n)
        .mapToObj(
            t -> {
              float[] row = new float[n];
              Arrays.fill(row, 1f / 60);
              return row;
            })
        .toArray(float[][]::new);
  }

  private static Measure at(RunKey key, double x, double value) {
    return new Measure(key, "valid_loss", "step", x, value, 1);
  }

  private static RunResult result(RunKey key) {
    return new RunResult(key, RunStatus.DONE, 1, 1, 1, 1, 1, 1, Map.of());
  }

  private static RunResult result(RunKey key, double accuracy) {
    return new RunResult(key, RunStatus.DONE, 1, 1, 1, 1, 1, 1, Map.of("token_accuracy", accuracy));
  }

  private static Document parse(String svg) throws Exception {
    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }
}
