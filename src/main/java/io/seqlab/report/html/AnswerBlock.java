package io.seqlab.report.html;

import java.util.Map;

/**
 * The answer to a question, with its line breaks.
 *
 * @param answer if empty, there is space for an answer by hand
 */
public record AnswerBlock(String answer) implements Block {
  @Override
  public String html() {
    return Templates.render("answer", Map.of("answer", answer));
  }
}
