package io.seqlab.report.html;

import java.util.Map;

/** Space for an answer by hand. */
public record AnswerSpace() implements Block {
  @Override
  public String html() {
    return Templates.render("answer-space", Map.of());
  }
}
