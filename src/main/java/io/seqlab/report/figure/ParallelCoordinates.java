package io.seqlab.report.figure;

import io.seqlab.report.figure.Canvas.Anchor;
import io.seqlab.report.figure.Canvas.Lettering;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parallel coordinates (Inselberg 1985): one vertical axis per quantity, one line per trial. Chosen
 * trials are drawn strong and last; a trial without a score has no point on its axis.
 */
public record ParallelCoordinates(
    String name, String title, String description, List<Coordinate> axes, List<Trace> traces)
    implements Figure {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int TOP = 84;
  private static final int SIDE = 70;
  private static final int BELOW = 24;
  private static final int LETTER = 13;
  private static final int TICK = 5;
  private static final double PALE = 0.6;

  /** An axis with its label. */
  record Coordinate(String label, Axis axis) {}

  /**
   * A trial.
   *
   * @param number style, as in the other figures of the study
   * @param label of a chosen trial in the legend
   * @param values one per axis; NaN if there is none
   */
  record Trace(int number, String label, boolean chosen, List<Double> values) {}

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return TOP + HEIGHT + BELOW + legend().height();
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.text(title, SIDE, LETTER * 2, new Lettering(15, true, Anchor.START, 0));
    traces.stream()
        .sorted(Comparator.comparing(Trace::chosen))
        .forEach(trace -> draw(canvas, trace));
    for (int i = 0; i < axes.size(); i++) {
      boolean last = i == axes.size() - 1;
      drawAxis(canvas, axes.get(i), x(i), last ? Anchor.START : Anchor.END);
    }
    legend().draw(canvas, SIDE, TOP + HEIGHT + BELOW);
  }

  private double x(int axis) {
    return SIDE + (WIDTH - 2.0 * SIDE) * axis / Math.max(1, axes.size() - 1);
  }

  private static double y(Axis axis, double value) {
    return TOP + HEIGHT * (1 - axis.position(value));
  }

  /** Draws an axis; the labels of its ticks are right of it if they start there. */
  private static void drawAxis(Canvas canvas, Coordinate coordinate, double x, Anchor labels) {
    Line2D line = new Line2D.Double(x, TOP, x, TOP + HEIGHT);
    canvas.stroke(Palette.INK, Palette.THIN, line);
    Lettering centred = Lettering.plain(LETTER, Anchor.MIDDLE);
    canvas.text(coordinate.label(), x, TOP - 1.5 * LETTER, centred);
    Axis axis = coordinate.axis();
    for (double tick : axis.ticks().toArray()) {
      double y = y(axis, tick);
      int outwards = labels == Anchor.START ? TICK : -TICK;
      canvas.stroke(Palette.INK, Palette.THIN, new Line2D.Double(x, y, x + outwards, y));
      canvas.text(axis.label(tick), x + 1.4 * outwards, y, Lettering.plain(LETTER, labels));
    }
  }

  private void draw(Canvas canvas, Trace trace) {
    Path2D line = new Path2D.Double();
    for (int i = 0; i < axes.size(); i++) {
      double value = trace.values().get(i);
      if (Double.isNaN(value)) {
        continue;
      }
      double y = y(axes.get(i).axis(), value);
      if (line.getCurrentPoint() == null) {
        line.moveTo(x(i), y);
      } else {
        line.lineTo(x(i), y);
      }
    }
    Color colour = Palette.colour(trace.number());
    if (trace.chosen()) {
      canvas.stroke(colour, Palette.stroke(trace.number()), line);
    } else {
      canvas.stroke(paler(colour), Palette.THIN, line);
    }
  }

  /** A colour mixed with white. */
  private static Color paler(Color colour) {
    int[] parts = {colour.getRed(), colour.getGreen(), colour.getBlue()};
    int[] pale =
        IntStream.of(parts).map(part -> (int) Math.round(part + (255 - part) * PALE)).toArray();
    return new Color(pale[0], pale[1], pale[2]);
  }

  /** The chosen trials. */
  private Legend legend() {
    List<Curve> chosen =
        traces.stream()
            .filter(Trace::chosen)
            .map(trace -> new Curve(trace.label(), trace.number(), List.of()))
            .toList();
    return new Legend(chosen, false, WIDTH - 2 * SIDE);
  }
}
