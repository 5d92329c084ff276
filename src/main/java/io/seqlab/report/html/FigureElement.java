package io.seqlab.report.html;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure with a collapsible table of its data, unless a table beside it has them.
 *
 * @param id id of the element, unique on the page
 * @param name name in a {@link BlockSelector}
 * @param svg SVG markup, inserted without escaping
 */
public record FigureElement(
    String id, String name, String svg, String caption, Optional<DataTable> data) implements Block {
  @Override
  public String html() {
    return Templates.render(
        "figure",
        Map.of(
            "id", id,
            "name", name,
            "svg", svg,
            "caption", caption,
            "data",
                data.map(table -> List.of(new Details("Data of this figure", List.of(table))))
                    .orElse(List.of())));
  }
}
