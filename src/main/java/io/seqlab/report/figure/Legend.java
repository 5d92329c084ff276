package io.seqlab.report.figure;

import io.seqlab.report.figure.Canvas.Anchor;
import io.seqlab.report.figure.Canvas.Lettering;
import java.awt.geom.Line2D;
import java.util.List;

/**
 * The legend of a line figure, in as many rows as the width requires.
 *
 * @param markers whether the lines have markers
 */
record Legend(List<Curve> curves, boolean markers, int width) {
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
          double start = left + x;
          int n = curve.number();
          Line2D line = new Line2D.Double(start, middle, start + SAMPLE, middle);
          canvas.stroke(Palette.colour(n), Palette.stroke(n), line);
          if (markers) {
            canvas.fill(Palette.colour(n), Palette.marker(n, start + SAMPLE / 2.0, middle));
          }
          Lettering plain = Lettering.plain(LETTER, Anchor.START);
          canvas.text(curve.label(), start + SAMPLE + GAP, middle, plain);
        });
  }

  @FunctionalInterface
  private interface Entry {
    void draw(Curve curve, int x, int y);
  }

  /** Places the entries; returns the y of the last row. */
  private int place(Entry entry) {
    int x = 0;
    int y = 0;
    for (Curve curve : curves) {
      int entryWidth = SAMPLE + GAP + TextWidth.of(curve.label(), LETTER) + 2 * GAP;
      if (x > 0 && x + entryWidth > width) {
        x = 0;
        y += ROW;
      }
      entry.draw(curve, x, y);
      x += entryWidth;
    }
    return y;
  }
}
