package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/** What is known about one thing, name by name. */
public record DescriptionList(String heading, List<Fact> facts) implements Block {

  /** One of them. */
  public record Fact(String name, String value) {}

  @Override
  public String html() {
    return Templates.render("description-list", Map.of("heading", heading, "facts", facts));
  }
}
