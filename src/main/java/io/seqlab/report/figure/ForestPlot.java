package io.seqlab.report.figure;

import io.seqlab.report.core.SignificantDigits;
import io.seqlab.report.figure.Canvas.Anchor;
import io.seqlab.report.figure.Canvas.Lettering;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.PartVerdict.Estimate;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * The tests of a claim: for each its claimed region, its estimate and its interval. Tests in the
 * same unit share an axis.
 */
public record ForestPlot(Verdict verdict) implements Figure {
  private static final int WIDTH = 720;
  private static final int TOP = 44;
  private static final int MARGIN = 14;
  private static final int COLUMN_GAP = 14;
  private static final int LETTER = 13;
  private static final int LINE = 17;
  private static final int MAX_LINES = 4;
  private static final int STRIP = 24;
  private static final int ROW_GAP = 8;
  private static final int AXIS = 52;
  private static final int TICK = 5;
  private static final int CAP = 5;
  private static final int ARROW = 5;
  private static final int MARKER = 6; // its radius
  private static final int LABEL_GAP = 10;
  private static final double THINNEST = 3;

  private static final BasicStroke BAR = new BasicStroke(2.2f);
  private static final Color CLAIMED = new Color(0x56, 0xB4, 0xE9, 80);
  private static final Color BOUND = new Color(0x0072B2);

  @Override
  public String name() {
    return "claim-" + verdict.claim();
  }

  @Override
  public String title() {
    return "Tests of " + verdict.claim();
  }

  @Override
  public String description() {
    return "Estimate and interval of each test of %s, beside the claimed region."
        .formatted(verdict.claim());
  }

  /** How to read the figure. */
  private String legend() {
    return ("Shaded: claimed. Marker and bar: estimate and interval at %s %% confidence, each end at"
            + " a level of %s %%; an arrow is an end without bound.")
        .formatted(
            SignificantDigits.format(100 - 200 * verdict.level()),
            SignificantDigits.format(100 * verdict.level()));
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    int height = TOP + lines(legend(), WIDTH - 2 * MARGIN).size() * LINE + MARGIN;
    for (ForestPanel panel : panels()) {
      height += panel.rows().stream().mapToInt(this::height).sum() + AXIS;
    }
    return height;
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.text(title(), MARGIN, TOP / 2.0, new Lettering(15, true, Anchor.START, 0));
    int y = TOP;
    for (ForestPanel panel : panels()) {
      Scale scale = new Scale(panel.axis(), MARGIN, plotWidth());
      for (ForestPanel.Row row : panel.rows()) {
        drawRow(canvas, scale, row, y);
        y += height(row);
      }
      drawAxis(canvas, scale, panel.unit(), y);
      y += AXIS;
    }
    drawText(canvas, lines(legend(), WIDTH - 2 * MARGIN), MARGIN, y);
  }

  /** An axis at its place. */
  private record Scale(Axis axis, int left, int width) {
    /** The place of a number; of one beyond the axis, its end. */
    double x(double value) {
      double position = axis.position(value);
      return left + width * (Double.isNaN(position) ? 0 : Math.min(1, Math.max(0, position)));
    }

    boolean contains(double value) {
      double position = axis.position(value);
      return position >= 0 && position <= 1;
    }
  }

  private List<ForestPanel> panels() {
    return ForestPanel.of(verdict.parts());
  }

  private int plotWidth() {
    int column =
        verdict.parts().stream()
            .mapToInt(
                part ->
                    Math.max(
                        TextWidth.of(numbers(part), LETTER),
                        TextWidth.of(part.ruling().key(), LETTER)))
            .max()
            .orElse(0);
    return WIDTH - 2 * MARGIN - COLUMN_GAP - column;
  }

  private int height(ForestPanel.Row row) {
    return label(row).size() * LINE + STRIP + ROW_GAP;
  }

  private List<String> label(ForestPanel.Row row) {
    return lines(row.number() + ". " + row.part().test(), plotWidth());
  }

  private static List<String> lines(String text, int width) {
    return TextWidth.wrap(text, LETTER, width, MAX_LINES);
  }

  private static String numbers(PartVerdict part) {
    Estimate estimate = part.estimate();
    return Double.isNaN(estimate.value())
        ? "no estimate"
        : SignificantDigits.interval(estimate.value(), estimate.low(), estimate.high());
  }

  private static void drawText(Canvas canvas, List<String> lines, double x, double top) {
    for (int i = 0; i < lines.size(); i++) {
      canvas.text(lines.get(i), x, top + (i + 0.5) * LINE, Lettering.plain(LETTER, Anchor.START));
    }
  }

  private void drawRow(Canvas canvas, Scale scale, ForestPanel.Row row, int top) {
    PartVerdict part = row.part();
    List<String> label = label(row);
    drawText(canvas, label, MARGIN, top);
    double strip = top + label.size() * LINE;
    double middle = strip + STRIP / 2.0;
    int column = MARGIN + plotWidth() + COLUMN_GAP;
    canvas.text(
        part.ruling().key(),
        column,
        strip - LINE / 2.0,
        new Lettering(LETTER, true, Anchor.START, 0));
    canvas.text(numbers(part), column, middle, Lettering.plain(LETTER, Anchor.START));
    drawRegion(canvas, scale, part.claimed(), strip);
    canvas.stroke(
        Palette.FAINT,
        Palette.THIN,
        line(scale.x(Double.NEGATIVE_INFINITY), middle, scale.x(Double.POSITIVE_INFINITY), middle));
    if (!Double.isNaN(part.estimate().value())) {
      drawEstimate(canvas, scale, part, middle);
    }
  }

  /** Shades the claimed region, visibly even if it is narrow, with a line at each finite bound. */
  private static void drawRegion(
      Canvas canvas, Scale scale, PartVerdict.Range claimed, double top) {
    double right = Math.max(scale.left + THINNEST, scale.x(claimed.high()));
    double left = Math.min(right - THINNEST, scale.x(claimed.low()));
    canvas.fill(CLAIMED, new Rectangle2D.Double(left, top, right - left, STRIP));
    for (double bound : new double[] {claimed.low(), claimed.high()}) {
      if (scale.contains(bound)) {
        double x = scale.x(bound);
        canvas.stroke(BOUND, Palette.THIN, line(x, top, x, top + STRIP));
      }
    }
  }

  private static void drawEstimate(Canvas canvas, Scale scale, PartVerdict part, double y) {
    Estimate estimate = part.estimate();
    Color colour = colour(part.ruling());
    canvas.stroke(colour, BAR, line(scale.x(estimate.low()), y, scale.x(estimate.high()), y));
    double x = scale.x(estimate.value());
    for (double end : new double[] {estimate.low(), estimate.high()}) {
      drawEnd(canvas, colour, scale, end, x, y);
    }
    canvas.fill(colour, Palette.marker(marker(part.ruling()), x, y));
  }

  /**
   * Draws the end of an interval: a cap, an arrow where the axis ends before it, or nothing where
   * the marker of the estimate hides it.
   */
  private static void drawEnd(
      Canvas canvas, Color colour, Scale scale, double end, double estimate, double y) {
    double x = scale.x(end);
    if (!scale.contains(end)) {
      double base = x + (scale.axis.position(end) < 0.5 ? 2 : -2) * ARROW;
      Path2D arrow = new Path2D.Double();
      arrow.moveTo(x, y);
      arrow.lineTo(base, y - ARROW);
      arrow.lineTo(base, y + ARROW);
      arrow.closePath();
      canvas.fill(colour, arrow);
    } else if (Math.abs(x - estimate) > MARKER) {
      canvas.stroke(colour, BAR, line(x, y - CAP, x, y + CAP));
    }
  }

  private static void drawAxis(Canvas canvas, Scale scale, String unit, int top) {
    double right = scale.left + scale.width;
    canvas.stroke(Palette.INK, Palette.THIN, line(scale.left, top, right, top));
    double[] ticks = ForestPanel.ticks(scale.axis);
    boolean exponents = ForestPanel.needsExponents(ticks);
    double free = Double.NEGATIVE_INFINITY;
    for (double tick : ticks) {
      double x = scale.x(tick);
      canvas.stroke(Palette.INK, Palette.THIN, line(x, top, x, top + TICK));
      String label = exponents ? withExponent(tick) : scale.axis.label(tick);
      double half = TextWidth.of(label, LETTER) / 2.0;
      if (x - half >= free) {
        canvas.text(label, x, top + TICK + LETTER, Lettering.plain(LETTER, Anchor.MIDDLE));
        free = x + half + LABEL_GAP;
      }
    }
    double below = top + TICK + 2.3 * LETTER;
    canvas.text(
        unit, scale.left + scale.width / 2.0, below, Lettering.plain(LETTER, Anchor.MIDDLE));
  }

  /** {@code 2e-5}. */
  private static String withExponent(double tick) {
    BigDecimal rounded = new BigDecimal(tick).round(new MathContext(3)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.signum() == 0
        ? "0"
        : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  private static Line2D line(double x1, double y1, double x2, double y2) {
    return new Line2D.Double(x1, y1, x2, y2);
  }

  private static Color colour(Ruling ruling) {
    return switch (ruling) {
      case SUPPORTED -> Palette.colour(2);
      case REFUTED -> Palette.colour(1);
      case MIXED, INVALID, INCONCLUSIVE -> Palette.GREY;
    };
  }

  private static int marker(Ruling ruling) {
    return switch (ruling) {
      case SUPPORTED -> 0;
      case REFUTED -> 1;
      case INVALID -> 2;
      case MIXED, INCONCLUSIVE -> 3;
    };
  }
}
