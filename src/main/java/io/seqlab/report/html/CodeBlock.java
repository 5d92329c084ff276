package io.seqlab.report.html;

import java.util.Map;

/** Text for a machine, its lines kept. */
public record CodeBlock(String text) implements Block {
  @Override
  public String html() {
    return Templates.render("code-block", Map.of("text", text));
  }
}
