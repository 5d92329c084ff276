package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/** Texts of any length and script below each other, each with who wrote it. */
public record LabeledTexts(String name, List<Line> lines) implements Block {
  private static final int LONG = 400;

  /**
   * One text.
   *
   * @param mark a word about it; may be empty
   */
  public record Line(String label, String text, String mark) {
    Map<String, Object> words() {
      int length = text.codePointCount(0, text.length());
      String begin = length > LONG ? text.substring(0, text.offsetByCodePoints(0, LONG)) + "…" : "";
      return Map.of(
          "label", label, "text", text, "mark", mark, "begin", begin, "characters", length);
    }
  }

  @Override
  public String html() {
    return Templates.render(
        "labeled-texts", Map.of("name", name, "lines", lines.stream().map(Line::words).toList()));
  }
}
