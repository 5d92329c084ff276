package io.seqlab.report;

import java.awt.Color;
import java.awt.Point;
import java.util.List;

/** What heatmaps are drawn on. Units are pixels, y grows downwards. */
interface Canvas {
  /** Where a text stands to its point; its middle is always at the height of the point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** How a text is written; turned by {@code degrees} clockwise around its point. */
  record Lettering(int size, boolean bold, Anchor anchor, int degrees) {}

  /** Filled squares of one colour, by their upper left corners. */
  void squares(Color colour, int side, List<Point> corners);

  /** A thin frame. */
  void frame(int x, int y, int width, int height);

  void text(String text, int x, int y, Lettering lettering);
}
