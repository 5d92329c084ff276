package io.seqlab.report.html;

import java.util.Map;

/** A paragraph. */
public record Prose(String text) implements Block {
  @Override
  public String html() {
    return Templates.render("prose", Map.of("text", text));
  }
}
