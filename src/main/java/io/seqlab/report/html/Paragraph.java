package io.seqlab.report.html;

import java.util.Map;

/** A paragraph of text. */
public record Paragraph(String text) implements Block {
  @Override
  public String html() {
    return Templates.render("paragraph", Map.of("text", text));
  }
}
