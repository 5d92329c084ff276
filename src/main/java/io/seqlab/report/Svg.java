package io.seqlab.report;

import java.awt.Color;
import java.awt.Point;
import java.util.List;

/** A drawing in SVG whose text stays text. */
final class Svg implements Canvas {
  private static final String FONTS =
      "'Helvetica Neue', Arial, 'Liberation Sans', 'Noto Sans', 'Noto Sans CJK SC',"
          + " 'PingFang SC', 'Hiragino Sans', 'Microsoft YaHei', 'Yu Gothic', 'Malgun Gothic',"
          + " sans-serif";

  private final StringBuilder body = new StringBuilder();

  @Override
  public void squares(Color colour, int side, List<Point> corners) {
    body.append("<path fill=\"").append(hex(colour)).append("\" d=\"");
    for (Point corner : corners) {
      body.append("M%d %dh%dv%dh-%dz".formatted(corner.x, corner.y, side, side, side));
    }
    body.append("\"/>\n");
  }

  @Override
  public void frame(int x, int y, int width, int height) {
    body.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"".formatted(x, y, width, height))
        .append(" fill=\"none\" stroke=\"#888888\"/>\n");
  }

  @Override
  public void text(String text, int x, int y, Lettering lettering) {
    String anchor =
        switch (lettering.anchor()) {
          case START -> "";
          case MIDDLE -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        };
    String place =
        lettering.degrees() == 0
            ? "x=\"%d\" y=\"%d\"".formatted(x, y)
            : "transform=\"translate(%d %d) rotate(%d)\"".formatted(x, y, lettering.degrees());
    body.append("<text ").append(place).append(" dy=\".35em\"").append(anchor);
    body.append(" font-size=\"").append(lettering.size()).append('"');
    body.append(lettering.bold() ? " font-weight=\"bold\"" : "");
    body.append('>').append(escape(text)).append("</text>\n");
  }

  /** The whole file. */
  String file(int width, int height, String title, String description) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            .formatted(width, height, width, height)
        + " role=\"img\" font-family=\""
        + FONTS
        + "\" fill=\"#222222\">\n"
        + about(title, description)
        + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        + body
        + "</svg>\n";
  }

  /** An SVG made elsewhere, with a title and a description for screen readers. */
  static String described(String svg, String title, String description) {
    int start = svg.indexOf('>', svg.indexOf("<svg")) + 1;
    return svg.substring(0, start) + "\n" + about(title, description) + svg.substring(start);
  }

  private static String about(String title, String description) {
    return "<title>" + escape(title) + "</title>\n<desc>" + escape(description) + "</desc>\n";
  }

  private static String hex(Color colour) {
    return "#%06x".formatted(colour.getRGB() & 0xffffff);
  }

  /** Text as XML 1.0; what cannot stand there becomes a replacement character. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  private static boolean allowed(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return (c >= 0x20 || c == '\t' || c == '\n') && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }
}
