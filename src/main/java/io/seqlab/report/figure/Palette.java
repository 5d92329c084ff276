package io.seqlab.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * Colours that are distinguishable with any colour vision (Okabe and Ito 2008), and dashes and
 * markers for black-and-white print.
 */
final class Palette {
  /** Text and axes. */
  static final Color INK = new Color(0x222222);

  /** Frames. */
  static final Color GREY = new Color(0x888888);

  /** Grid lines. */
  static final Color FAINT = new Color(0xE4E4E4);

  private static final float WIDTH = 2.2f;

  static final BasicStroke THIN = new BasicStroke(1);

  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2), // blue
          new Color(0xD55E00), // vermillion
          new Color(0x009E73), // bluish green
          new Color(0xCC79A7), // reddish purple
          new Color(0xE69F00), // orange
          new Color(0x56B4E9), // sky blue
          new Color(0x000000)); // instead of yellow, which is invisible on white

  private static final float[][] DASHES = {{}, {9, 4}, {2, 3}, {10, 3, 2, 3}, {5, 3}};

  /** Colour map of weights from 0 to 1: white to dark blue with linear lightness. */
  private static final Color[] BLUES = {
    Color.WHITE, new Color(0x9ECAE1), new Color(0x3182BD), new Color(0x08306B)
  };

  private Palette() {}

  /** The colour of style {@code n}. */
  static Color colour(int n) {
    return COLOURS.get(n % COLOURS.size());
  }

  /** A style with the colour of style {@code n}, different for each of a model's grid points. */
  static int sameColour(int n, int point, int colours) {
    int rounds = (colours + COLOURS.size() - 1) / COLOURS.size();
    return n + point * rounds * COLOURS.size();
  }

  /** The stroke of style {@code n}; 35 styles have different combinations with colour. */
  static BasicStroke stroke(int n) {
    float[] dash = DASHES[(n + n / COLOURS.size()) % DASHES.length];
    return dash.length == 0
        ? new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /** The marker of style {@code n} at a point: circle, square, triangle, diamond. */
  static Shape marker(int n, double x, double y) {
    return switch (n % 4) {
      case 0 -> polygon(16, 0, 4.2, x, y);
      case 1 -> polygon(4, 45, 5.2, x, y);
      case 2 -> polygon(3, -90, 5.4, x, y);
      default -> polygon(4, 0, 5.4, x, y);
    };
  }

  private static Shape polygon(int corners, int turn, double radius, double x, double y) {
    Path2D shape = new Path2D.Double();
    for (int i = 0; i < corners; i++) {
      double angle = Math.toRadians(turn + 360.0 * i / corners);
      double px = x + radius * Math.cos(angle);
      double py = y + radius * Math.sin(angle);
      if (i == 0) {
        shape.moveTo(px, py);
      } else {
        shape.lineTo(px, py);
      }
    }
    shape.closePath();
    return shape;
  }

  /** The colour of a weight from 0 to 1. */
  static Color weight(double weight) {
    double position = Math.min(1, Math.max(0, weight)) * (BLUES.length - 1);
    int index = Math.min((int) position, BLUES.length - 2);
    Color from = BLUES[index];
    Color to = BLUES[index + 1];
    double fraction = position - index;
    return new Color(
        interpolate(from.getRed(), to.getRed(), fraction),
        interpolate(from.getGreen(), to.getGreen(), fraction),
        interpolate(from.getBlue(), to.getBlue(), fraction));
  }

  private static int interpolate(int from, int to, double fraction) {
    return (int) Math.round(from + (to - from) * fraction);
  }
}
