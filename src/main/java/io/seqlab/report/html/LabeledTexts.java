package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/** A table of labeled texts of any length and script; long texts are collapsed. */
public record LabeledTexts(String name, List<Line> lines) implements Block {
  private static final int MAX_CHARACTERS = 400;

  /**
   * A labeled text.
   *
   * @param mark remark in the last column, such as {@code correct}; may be empty
   */
  public record Line(String label, String text, String mark) {
    Map<String, Object> values() {
      int length = text.codePointCount(0, text.length());
      String begin =
          length > MAX_CHARACTERS
              ? text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) + "…"
              : "";
      return Map.of(
          "label", label, "text", text, "mark", mark, "begin", begin, "characters", length);
    }
  }

  @Override
  public String html() {
    return Templates.render(
        "labeled-texts", Map.of("name", name, "lines", lines.stream().map(Line::values).toList()));
  }
}
