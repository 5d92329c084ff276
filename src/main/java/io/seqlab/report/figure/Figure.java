package io.seqlab.report.figure;

import java.awt.image.BufferedImage;

/**
 * A figure that can be written as SVG and PNG. Its layout does not depend on the installed fonts,
 * and text in the SVG is text, so that the file is equal on every machine and readable by screen
 * readers.
 */
public interface Figure {
  /** Pixels of the PNG for each unit of the drawing. */
  int SCALE = 2;

  /** The file name without extension. */
  String name();

  String title();

  /** Alternative text. */
  String description();

  int width();

  int height();

  void draw(Canvas canvas);

  default String svg() {
    SvgCanvas svg = new SvgCanvas();
    draw(svg);
    return svg.file(this);
  }

  /** An SVG element to inline in a page; {@code id} is the prefix of its ids. */
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
