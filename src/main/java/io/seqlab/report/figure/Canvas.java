package io.seqlab.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;

/** What figures are drawn on. Units are pixels, y grows downwards. */
interface Canvas {
  /** Where a text stands to its point; its middle is always at the height of the point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** How a text is written; turned by {@code degrees} clockwise around its point. */
  record Lettering(int size, boolean bold, Anchor anchor, int degrees) {
    static Lettering plain(int size, Anchor anchor) {
      return new Lettering(size, false, anchor, 0);
    }
  }

  void fill(Color colour, Shape shape);

  void stroke(Color colour, BasicStroke stroke, Shape shape);

  void text(String text, double x, double y, Lettering lettering);
}
