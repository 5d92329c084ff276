package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/**
 * Blocks of one kind below each other; a script lets the reader choose one of them by its name.
 *
 * @param label what is chosen, such as {@code Figure}
 */
public record BlockSelector(String label, List<? extends Block> blocks) implements Block {
  @Override
  public String html() {
    return Templates.render("block-selector", Map.of("label", label, "blocks", blocks));
  }
}
