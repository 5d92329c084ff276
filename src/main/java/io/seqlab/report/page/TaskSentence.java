package io.seqlab.report.page;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.Doc;

/** What the models of a study are to learn. */
final class TaskSentence {
  private TaskSentence() {}

  /**
   * The task with an example: {@code Task parity: Parity of random bits, such as 0 1 1 1 → odd.}
   * Empty for a corpus, which has a table of its own.
   */
  static String of(StudySpec study) {
    return study.task().isGenerated()
        ? "Task %s: %s.".formatted(ClaimSetting.type(study), meaning(study))
        : "";
  }

  private static String meaning(StudySpec study) {
    return study.grid().containsKey("task.type")
        ? study.task().getClass().getAnnotation(Doc.class).value()
        : study.task().meaning();
  }
}
