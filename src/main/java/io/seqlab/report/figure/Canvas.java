package io.seqlab.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;

/** A drawing surface. Units are pixels; y points down. */
interface Canvas {
  /** Horizontal alignment of a text at its point; vertically it is centred. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Text style; the text is rotated clockwise by {@code degrees} around its point. */
  record Lettering(int size, boolean bold, Anchor anchor, int degrees) {
    static Lettering plain(int size, Anchor anchor) {
      return new Lettering(size, false, anchor, 0);
    }
  }

  void fill(Color colour, Shape shape);

  void stroke(Color colour, BasicStroke stroke, Shape shape);

  void text(String text, double x, double y, Lettering lettering);
}
