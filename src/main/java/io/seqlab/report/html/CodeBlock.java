package io.seqlab.report.html;

import java.util.Map;

/** Preformatted code. */
public record CodeBlock(String text) implements Block {
  @Override
  public String html() {
    return Templates.render("code-block", Map.of("text", text));
  }
}
