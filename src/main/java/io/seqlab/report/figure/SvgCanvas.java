package io.seqlab.report.figure;

import io.seqlab.report.core.VisibleText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;

/** Draws SVG; text is written as text elements. */
final class SvgCanvas implements Canvas {
  /** Common fonts, then fonts with East Asian characters for each system. */
  private static final String FONTS =
      "'Helvetica Neue', Arial, 'Liberation Sans', 'Noto Sans', 'Noto Sans CJK SC',"
          + " 'PingFang SC', 'Hiragino Sans', 'Microsoft YaHei', 'Yu Gothic', 'Malgun Gothic',"
          + " sans-serif";

  private static final double FLATNESS = 0.1;

  private final StringBuilder body = new StringBuilder();

  @Override
  public void fill(Color colour, Shape shape) {
    body.append("<path fill=\"").append(hex(colour)).append('"');
    if (colour.getAlpha() < 255) {
      body.append(" fill-opacity=\"").append(number(colour.getAlpha() / 255.0)).append('"');
    }
    body.append(" d=\"").append(path(shape)).append("\"/>\n");
  }

  @Override
  public void stroke(Color colour, BasicStroke stroke, Shape shape) {
    body.append("<path fill=\"none\" stroke=\"").append(hex(colour));
    body.append("\" stroke-width=\"").append(number(stroke.getLineWidth())).append('"');
    if (stroke.getDashArray() != null) {
      StringBuilder dashes = new StringBuilder();
      for (float dash : stroke.getDashArray()) {
        dashes.append(dashes.isEmpty() ? "" : " ").append(number(dash));
      }
      body.append(" stroke-dasharray=\"").append(dashes).append('"');
    }
    body.append(" stroke-linejoin=\"round\" d=\"").append(path(shape)).append("\"/>\n");
  }

  @Override
  public void text(String text, double x, double y, Lettering lettering) {
    String anchor =
        switch (lettering.anchor()) {
          case START -> "";
          case MIDDLE -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        };
    String position =
        lettering.degrees() == 0
            ? "x=\"%s\" y=\"%s\"".formatted(number(x), number(y))
            : "transform=\"translate(%s %s) rotate(%d)\""
                .formatted(number(x), number(y), lettering.degrees());
    body.append("<text ").append(position).append(" dy=\".35em\"").append(anchor);
    body.append(" font-size=\"").append(lettering.size()).append('"');
    body.append(lettering.bold() ? " font-weight=\"bold\"" : "");
    body.append('>').append(escape(text)).append("</text>\n");
  }

  /** A complete file with a white background. */
  String file(Figure figure) {
    return open(figure, "")
        + """
        <title>%s</title>
        <desc>%s</desc>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        %s</svg>
        """
            .formatted(escape(figure.title()), escape(figure.description()), body);
  }

  /** An element for a page, without background; {@code id} is unique on the page. */
  String inline(Figure figure, String id) {
    String name = escape(id);
    return open(figure, " aria-labelledby=\"%s-title %<s-desc\"".formatted(name))
        + """
        <title id="%s-title">%s</title>
        <desc id="%1$s-desc">%s</desc>
        %s</svg>"""
            .formatted(name, escape(figure.title()), escape(figure.description()), body);
  }

  private static String open(Figure figure, String more) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %1$d %2$d" \
        role="img"%s font-family="%s" fill="#222222">
        """
        .formatted(figure.width(), figure.height(), more, FONTS);
  }

  /** Path data of a shape; horizontal and vertical lines in short form. */
  private static String path(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] coordinates = new double[6];
    String lastX = "";
    String lastY = "";
    for (PathIterator i = shape.getPathIterator(null, FLATNESS); !i.isDone(); i.next()) {
      int kind = i.currentSegment(coordinates);
      if (kind == PathIterator.SEG_CLOSE) {
        path.append('Z');
        continue;
      }
      String x = number(coordinates[0]);
      String y = number(coordinates[1]);
      boolean move = kind == PathIterator.SEG_MOVETO;
      if (!move && y.equals(lastY)) {
        path.append('H').append(x);
      } else if (!move && x.equals(lastX)) {
        path.append('V').append(y);
      } else {
        path.append(move ? 'M' : 'L').append(x).append(' ').append(y);
      }
      lastX = x;
      lastY = y;
    }
    return path.toString();
  }

  /** At most two decimals, without trailing zeros. */
  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String hex(Color colour) {
    return "#%06x".formatted(colour.getRGB() & 0xffffff);
  }

  /** Escapes text for XML 1.0; invalid characters become replacement characters. */
  static String escape(String text) {
    return VisibleText.lines(text)
        .codePoints()
        .mapToObj(SvgCanvas::escape)
        .collect(Collectors.joining());
  }

  private static String escape(int c) {
    return switch (c) {
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '&' -> "&amp;";
      case '"' -> "&quot;";
      default -> allowed(c) ? Character.toString(c) : "\uFFFD";
    };
  }

  private static boolean allowed(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return (c >= 0x20 || c == '\t' || c == '\n') && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }
}
