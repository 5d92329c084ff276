package io.seqlab.report.figure;

import java.awt.image.BufferedImage;

/**
 * A picture that can be written as SVG and as PNG. Its layout does not depend on the machine's
 * fonts, and its SVG holds text as text: the same on every machine, and readable aloud.
 */
public interface Figure {
  /** Pixels of the PNG for each unit of the drawing. */
  int SCALE = 2;

  /** Of its files, without the ending. */
  String name();

  String title();

  /** What it shows, for those who cannot see it. */
  String description();

  int width();

  int height();

  void draw(Canvas canvas);

  default String svg() {
    SvgCanvas svg = new SvgCanvas();
    draw(svg);
    return svg.file(this);
  }

  /** The picture to stand within a page, as an element whose parts are named after {@code id}. */
  default String inline(String id) {
    SvgCanvas svg = new SvgCanvas();
    draw(svg);
    return svg.inline(this, id);
  }

  default BufferedImage image() {
    PngCanvas bitmap = new PngCanvas(width(), height(), SCALE);
    draw(bitmap);
    return bitmap.image();
  }
}
