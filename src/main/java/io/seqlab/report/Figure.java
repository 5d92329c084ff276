package io.seqlab.report;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** A picture that can be written as SVG and as PNG. */
interface Figure {
  /** Pixels of the PNG for each unit of the drawing. */
  int SCALE = 2;

  /** Of its files, without the ending. */
  String name();

  String title();

  /** What it shows, for those who cannot see it. */
  String description();

  String svg() throws IOException;

  BufferedImage image();
}
