package io.seqlab.report.figure;

import io.seqlab.report.core.VisibleText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws on a bitmap, which is written as PNG. */
public final class PngCanvas implements Canvas {
  private final BufferedImage image;
  private final Graphics2D graphics;

  PngCanvas(int width, int height, int scale) {
    image = new BufferedImage(scale * width, scale * height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.scale(scale, scale);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  /** Whether Java can draw text: a slim container may lack fontconfig or fonts. */
  public static boolean hasFonts() {
    try {
      return new Font(Font.SANS_SERIF, Font.PLAIN, 12).canDisplayUpTo("x") < 0;
    } catch (LinkageError | InternalError | RuntimeException e) {
      return false; // the type depends on what is missing
    }
  }

  /** Writes a PNG with maximum lossless compression. */
  public static void writePng(BufferedImage image, OutputStream out) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam compressed = writer.getDefaultWriteParam();
    compressed.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    compressed.setCompressionQuality(0);
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), compressed);
    } finally {
      writer.dispose();
    }
  }

  /** The finished image; drawing is no longer possible. */
  BufferedImage image() {
    graphics.dispose();
    return image;
  }

  @Override
  public void fill(Color colour, Shape shape) {
    graphics.setColor(colour);
    graphics.fill(shape);
  }

  @Override
  public void stroke(Color colour, BasicStroke stroke, Shape shape) {
    graphics.setColor(colour);
    graphics.setStroke(stroke);
    graphics.draw(shape);
  }

  @Override
  public void text(String shown, double x, double y, Lettering lettering) {
    String text = VisibleText.message(shown);
    Font font = fontFor(text, lettering.bold() ? Font.BOLD : Font.PLAIN, lettering.size());
    FontRenderContext context = graphics.getFontRenderContext();
    double width = font.getStringBounds(text, context).getWidth();
    LineMetrics line = font.getLineMetrics("x", context);
    double start =
        switch (lettering.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(Math.toRadians(lettering.degrees()));
    graphics.setFont(font);
    graphics.setColor(Palette.INK);
    graphics.drawString(text, (float) start, (line.getAscent() - line.getDescent()) / 2);
    graphics.setTransform(before);
  }

  /** The sans-serif font, or the first installed font that has every character. */
  private static Font fontFor(String text, int style, int size) {
    Font preferred = new Font(Font.SANS_SERIF, style, size);
    if (preferred.canDisplayUpTo(text) < 0) {
      return preferred;
    }
    return Arrays.stream(Fonts.INSTALLED)
        .filter(font -> font.canDisplayUpTo(text) < 0)
        .findFirst()
        .map(font -> font.deriveFont(style, size))
        .orElse(preferred);
  }

  /** Loaded lazily, only when the preferred font lacks a character. */
  private static final class Fonts {
    static final Font[] INSTALLED = GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts();
  }
}
