package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/** Blocks under a heading within a section. */
public record Subsection(String heading, List<Block> blocks) implements Block {
  @Override
  public String html() {
    return Templates.render("subsection", Map.of("heading", heading, "blocks", blocks));
  }
}
