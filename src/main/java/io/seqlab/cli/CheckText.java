package io.seqlab.cli;

import static io.seqlab.cli.Numbers.count;

import io.seqlab.config.StudySpec;
import io.seqlab.config.TrainingSpec;
import io.seqlab.study.SplitSummary;
import io.seqlab.study.StudyCheck;

/** A check of a study, for people. */
final class CheckText {
  private static final double MIB = 1 << 20;

  private CheckText() {}

  static String of(StudyCheck check) {
    StudySpec study = check.study();
    String title =
        study.description().isEmpty() ? study.study() : study.study() + ": " + study.description();
    return String.join("\n", title + "\n", data(check), training(check), models(check));
  }

  private static String data(StudyCheck check) {
    Columns columns = new Columns("<><<").row("data", "examples", "source tokens", "target tokens");
    check
        .splits()
        .forEach(s -> columns.row(s.name(), count(s.pairs()), text(s.source()), text(s.target())));
    return columns
        .row("known", "", count(check.sourceVocabulary()), count(check.targetVocabulary()))
        .text();
  }

  private static String text(SplitSummary.Side side) {
    return "%d to %d, mean %.1f".formatted(side.shortest(), side.longest(), side.mean());
  }

  private static String training(StudyCheck check) {
    StudySpec study = check.study();
    TrainingSpec training = study.training();
    Columns columns = new Columns("<<");
    columns.row("runs", count(check.runs()));
    columns.row("epoch", count(check.stepsInEpoch()) + " steps");
    if (check.steps().isPresent()) {
      long steps = check.steps().getAsLong();
      columns.row(
          "run",
          "%s steps, validated every %s".formatted(count(steps), count(training.validateEvery())));
    } else {
      double seconds = training.budget().seconds().orElseThrow();
      columns.row(
          "run",
          "%s seconds, validated every %s steps"
              .formatted(seconds, count(training.validateEvery())));
    }
    return columns.text();
  }

  private static String models(StudyCheck check) {
    Columns columns = new Columns("<>>").row("model", "parameters", "memory to train, at least");
    check
        .models()
        .forEach(
            m ->
                columns.row(
                    m.name(), count(m.parameters()), "%.0f MiB".formatted(m.memory() / MIB)));
    return columns.text();
  }
}
