package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/** A description list: names and values under a heading. */
public record DescriptionList(String heading, List<Fact> facts) implements Block {

  /** A name and its value. */
  public record Fact(String name, String value) {}

  @Override
  public String html() {
    return Templates.render("description-list", Map.of("heading", heading, "facts", facts));
  }
}
