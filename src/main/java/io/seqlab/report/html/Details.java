package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/** Collapsible blocks, expanded in print. */
public record Details(String summary, List<Block> blocks) implements Block {
  @Override
  public String html() {
    return Templates.render("details", Map.of("summary", summary, "blocks", blocks));
  }
}
