package io.seqlab.report.figure;

import io.seqlab.report.core.Quantity;
import io.seqlab.report.figure.Canvas.Anchor;
import io.seqlab.report.figure.Canvas.Lettering;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A measure over a dimension: one line per variant, with a band unless there are too many lines.
 */
public record LineFigure(
    String name, String title, Quantity x, Quantity y, AxisScales scales, List<Curve> curves)
    implements Figure {
  private static final int WIDTH = 720;
  private static final int PLOT_HEIGHT = 300;
  private static final int TOP = 48;
  private static final int RIGHT = 24;
  private static final int BELOW = 58;
  private static final int LETTER = 13;
  private static final int TICK = 5;
  private static final int MARGIN = 8;
  private static final int MAX_MARKERS = 25;
  private static final int MAX_BANDS = 6; // more would hide each other
  private static final int BAND_ALPHA = 45;

  /** The name of the figure of a measure over a dimension. */
  public static String nameOf(String measure, String dimension) {
    return measure + "-by-" + dimension;
  }

  public boolean isOver(String dimension) {
    return name.endsWith(nameOf("", dimension));
  }

  @Override
  public String description() {
    return "%s over %s, one line for each of: %s."
        .formatted(
            y.title(),
            x.title().toLowerCase(Locale.ROOT),
            String.join(", ", curves.stream().map(Curve::label).toList()));
  }

  /** Says which axes are logarithmic; empty if none is. */
  public String axisNote() {
    boolean logX = extent().xAxis() instanceof LogAxis;
    boolean logY = extent().yAxis() instanceof LogAxis;
    if (logX && logY) {
      return "Both axes are logarithmic.";
    }
    return logX ? "Logarithmic x axis." : logY ? "Logarithmic y axis." : "";
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return TOP + PLOT_HEIGHT + BELOW + legend().height() + MARGIN;
  }

  @Override
  public void draw(Canvas canvas) {
    Frame frame = frame();
    int left = frame.area.x;
    canvas.text(title, left, TOP / 2.0, new Lettering(15, true, Anchor.START, 0));
    drawAxes(canvas, frame);
    if (curves.size() <= MAX_BANDS) {
      curves.stream().filter(Curve::hasBand).forEach(curve -> drawBand(canvas, frame, curve));
    }
    curves.forEach(curve -> drawLine(canvas, frame, curve));
    legend().draw(canvas, left, TOP + PLOT_HEIGHT + BELOW);
  }

  /** The plot area and its axes. */
  private record Frame(Rectangle area, Axis xAxis, Axis yAxis) {
    double x(double value) {
      return area.x + area.width * xAxis.position(value);
    }

    double y(double value) {
      return area.y + area.height * (1 - yAxis.position(value));
    }
  }

  private Frame frame() {
    Axis xAxis = extent().xAxis();
    Axis yAxis = extent().yAxis();
    int labels = yAxis.ticks().mapToInt(t -> TextWidth.of(yAxis.label(t), LETTER)).max().orElse(0);
    int left = 2 * LETTER + 12 + labels + TICK;
    Rectangle area = new Rectangle(left, TOP, WIDTH - left - RIGHT, PLOT_HEIGHT);
    return new Frame(area, xAxis, yAxis);
  }

  private FigureExtent extent() {
    return new FigureExtent(y, scales, curves);
  }

  private void drawAxes(Canvas canvas, Frame frame) {
    Rectangle area = frame.area;
    double bottom = area.getMaxY();
    Lettering beside = Lettering.plain(LETTER, Anchor.END);
    Lettering below = Lettering.plain(LETTER, Anchor.MIDDLE);
    for (double tick : frame.yAxis.ticks().toArray()) {
      double py = frame.y(tick);
      Line2D gridLine = new Line2D.Double(area.x, py, area.getMaxX(), py);
      canvas.stroke(Palette.FAINT, Palette.THIN, gridLine);
      canvas.text(frame.yAxis.label(tick), area.x - TICK - 2, py, beside);
    }
    for (double tick : frame.xAxis.ticks().toArray()) {
      double px = frame.x(tick);
      Line2D mark = new Line2D.Double(px, bottom, px, bottom + TICK);
      canvas.stroke(Palette.INK, Palette.THIN, mark);
      canvas.text(frame.xAxis.label(tick), px, bottom + TICK + LETTER, below);
    }
    Line2D axis = new Line2D.Double(area.x, bottom, area.getMaxX(), bottom);
    canvas.stroke(Palette.INK, Palette.THIN, axis);
    canvas.text(x.label(), area.getCenterX(), bottom + TICK + 2.6 * LETTER, below);
    Lettering upright = new Lettering(LETTER, false, Anchor.MIDDLE, -90);
    canvas.text(y.label(), LETTER + 3, area.getCenterY(), upright);
  }

  /** Draws along the upper edge, and back along the lower edge. */
  private void drawBand(Canvas canvas, Frame frame, Curve curve) {
    FigureExtent extent = extent();
    List<Curve.Point> points = curve.points();
    Path2D band = line(points, frame, extent::upper);
    for (int i = points.size() - 1; i >= 0; i--) {
      band.lineTo(frame.x(points.get(i).x()), frame.y(extent.lower(points.get(i))));
    }
    band.closePath();
    Color colour = Palette.colour(curve.number());
    canvas.fill(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_ALPHA), band);
  }

  private void drawLine(Canvas canvas, Frame frame, Curve curve) {
    FigureExtent extent = extent();
    int n = curve.number();
    Color colour = Palette.colour(n);
    canvas.stroke(colour, Palette.stroke(n), line(curve.points(), frame, extent::value));
    if (hasMarkers() || curve.points().size() == 1) {
      for (Curve.Point point : curve.points()) {
        double py = frame.y(extent.value(point));
        canvas.fill(colour, Palette.marker(n, frame.x(point.x()), py));
      }
    }
  }

  private static Path2D line(
      List<Curve.Point> points, Frame frame, ToDoubleFunction<Curve.Point> of) {
    Path2D line = new Path2D.Double();
    for (Curve.Point point : points) {
      double px = frame.x(point.x());
      double py = frame.y(of.applyAsDouble(point));
      if (line.getCurrentPoint() == null) {
        line.moveTo(px, py);
      } else {
        line.lineTo(px, py);
      }
    }
    return line;
  }

  private Legend legend() {
    return new Legend(curves, hasMarkers(), WIDTH - 2 * RIGHT - 60);
  }

  /** Whether to draw markers; too many would hide the lines. */
  private boolean hasMarkers() {
    return curves.stream().allMatch(curve -> curve.points().size() <= MAX_MARKERS);
  }
}
