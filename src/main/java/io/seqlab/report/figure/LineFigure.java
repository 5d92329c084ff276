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
 * A measure over a dimension: one line a variant, with a band of one standard deviation unless
 * there are too many.
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
  private static final int MOST_MARKED = 25;
  private static final int MOST_BANDS = 6; // more would hide each other
  private static final int BAND_ALPHA = 45;

  /** Of the figure of a measure over a dimension. */
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

  /** What a reader must know of the axes; empty if both are linear. */
  public String axes() {
    boolean across = reach().across() instanceof LogAxis;
    boolean up = reach().up() instanceof LogAxis;
    if (across && up) {
      return "Both axes are logarithmic.";
    }
    return across ? "Logarithmic across." : up ? "Logarithmic upwards." : "";
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
    if (curves.size() <= MOST_BANDS) {
      curves.stream().filter(Curve::hasBand).forEach(curve -> drawBand(canvas, frame, curve));
    }
    curves.forEach(curve -> drawLine(canvas, frame, curve));
    legend().draw(canvas, left, TOP + PLOT_HEIGHT + BELOW);
  }

  /** Where the data go, and the axes they are measured by. */
  private record Frame(Rectangle area, Axis across, Axis up) {
    double x(double value) {
      return area.x + area.width * across.place(value);
    }

    double y(double value) {
      return area.y + area.height * (1 - up.place(value));
    }
  }

  private Frame frame() {
    Axis across = reach().across();
    Axis up = reach().up();
    int labels = up.ticks().mapToInt(t -> TextWidth.of(up.label(t), LETTER)).max().orElse(0);
    int left = 2 * LETTER + 12 + labels + TICK;
    Rectangle area = new Rectangle(left, TOP, WIDTH - left - RIGHT, PLOT_HEIGHT);
    return new Frame(area, across, up);
  }

  private FigureExtent reach() {
    return new FigureExtent(y, scales, curves);
  }

  private void drawAxes(Canvas canvas, Frame frame) {
    Rectangle area = frame.area;
    double bottom = area.getMaxY();
    Lettering beside = Lettering.plain(LETTER, Anchor.END);
    Lettering below = Lettering.plain(LETTER, Anchor.MIDDLE);
    frame
        .up
        .ticks()
        .forEach(
            tick -> {
              double at = frame.y(tick);
              canvas.stroke(
                  Palette.FAINT, Palette.THIN, new Line2D.Double(area.x, at, area.getMaxX(), at));
              canvas.text(frame.up.label(tick), area.x - TICK - 2, at, beside);
            });
    frame
        .across
        .ticks()
        .forEach(
            tick -> {
              double at = frame.x(tick);
              canvas.stroke(
                  Palette.INK, Palette.THIN, new Line2D.Double(at, bottom, at, bottom + TICK));
              canvas.text(frame.across.label(tick), at, bottom + TICK + LETTER, below);
            });
    canvas.stroke(
        Palette.INK, Palette.THIN, new Line2D.Double(area.x, bottom, area.getMaxX(), bottom));
    canvas.text(x.label(), area.getCenterX(), bottom + TICK + 2.6 * LETTER, below);
    Lettering upright = new Lettering(LETTER, false, Anchor.MIDDLE, -90);
    canvas.text(y.label(), LETTER + 3, area.getCenterY(), upright);
  }

  /** Along the upper edge, and back along the lower. */
  private void drawBand(Canvas canvas, Frame frame, Curve curve) {
    FigureExtent reach = reach();
    List<Curve.At> points = curve.points();
    Path2D band = line(points, frame, reach::upper);
    for (int i = points.size() - 1; i >= 0; i--) {
      band.lineTo(frame.x(points.get(i).x()), frame.y(reach.lower(points.get(i))));
    }
    band.closePath();
    Color colour = Palette.colour(curve.number());
    canvas.fill(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_ALPHA), band);
  }

  private void drawLine(Canvas canvas, Frame frame, Curve curve) {
    FigureExtent reach = reach();
    Color colour = Palette.colour(curve.number());
    canvas.stroke(colour, Palette.stroke(curve.number()), line(curve.points(), frame, reach::mean));
    if (marked() || curve.points().size() == 1) {
      for (Curve.At point : curve.points()) {
        canvas.fill(
            colour, Palette.marker(curve.number(), frame.x(point.x()), frame.y(reach.mean(point))));
      }
    }
  }

  private static Path2D line(List<Curve.At> points, Frame frame, ToDoubleFunction<Curve.At> of) {
    Path2D line = new Path2D.Double();
    for (Curve.At point : points) {
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
    return new Legend(curves, marked(), WIDTH - 2 * RIGHT - 60);
  }

  /** Many markers would hide the lines. */
  private boolean marked() {
    return curves.stream().allMatch(curve -> curve.points().size() <= MOST_MARKED);
  }
}
