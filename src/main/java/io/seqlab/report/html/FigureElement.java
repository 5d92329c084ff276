package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/**
 * A figure.
 *
 * @param id of the element, unique on the page
 * @param name by which it is chosen among others
 * @param svg the picture: markup, put in as it is
 * @param numbers what is drawn
 */
public record FigureElement(String id, String name, String svg, String caption, DataTable numbers)
    implements Block {
  @Override
  public String html() {
    return Templates.render(
        "figure",
        Map.of(
            "id", id,
            "name", name,
            "svg", svg,
            "caption", caption,
            "numbers", new Details("The numbers of this figure", List.of(numbers))));
  }
}
