package io.seqlab.report.figure;

import io.seqlab.report.figure.Canvas.Anchor;
import io.seqlab.report.figure.Canvas.Lettering;
import java.awt.geom.Line2D;
import java.util.List;

/**
 * Which line is whose, in as many rows as the width needs.
 *
 * @param marked whether the lines carry markers
 */
record Legend(List<Curve> curves, boolean marked, int width) {
  private static final int LETTER = 13;
  private static final int ROW = 22;
  private static final int SAMPLE = 34;
  private static final int GAP = 8;

  int height() {
    return place((curve, x, y) -> {}) + ROW;
  }

  void draw(Canvas canvas, int left, int top) {
    place(
        (curve, x, y) -> {
          double middle = top + y + ROW / 2.0;
          double from = left + x;
          canvas.stroke(
              Palette.colour(curve.number()),
              Palette.stroke(curve.number()),
              new Line2D.Double(from, middle, from + SAMPLE, middle));
          if (marked) {
            canvas.fill(
                Palette.colour(curve.number()),
                Palette.marker(curve.number(), from + SAMPLE / 2.0, middle));
          }
          Lettering plain = Lettering.plain(LETTER, Anchor.START);
          canvas.text(curve.label(), from + SAMPLE + GAP, middle, plain);
        });
  }

  @FunctionalInterface
  private interface Entry {
    void at(Curve curve, int x, int y);
  }

  /** Goes through the entries, and says where the last row begins. */
  private int place(Entry entry) {
    int x = 0;
    int y = 0;
    for (Curve curve : curves) {
      int wide = SAMPLE + GAP + TextWidth.of(curve.label(), LETTER) + 2 * GAP;
      if (x > 0 && x + wide > width) {
        x = 0;
        y += ROW;
      }
      entry.at(curve, x, y);
      x += wide;
    }
    return y;
  }
}
