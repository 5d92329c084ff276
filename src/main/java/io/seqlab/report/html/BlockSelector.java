package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/**
 * A list of blocks of which a script lets the reader select one by name.
 *
 * @param label label of the select element, such as {@code Figure}
 */
public record BlockSelector(String label, List<? extends Block> blocks) implements Block {
  @Override
  public String html() {
    return Templates.render("block-selector", Map.of("label", label, "blocks", blocks));
  }
}
