package io.seqlab.cli;

import io.seqlab.config.StudySpec;
import io.seqlab.config.TrainingSpec;
import io.seqlab.study.StudyCheck;
import io.seqlab.study.StudyCheck.Lengths;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seqlab check}. */
@Command(
    name = "check",
    description = {
      "Reads a study and its data, and says what it would run and what it would cost.",
      "Trains nothing and writes nothing."
    },
    footer = {"", "Example:", "  seqlab check configs/quickstart.yaml --set models.rnn.hidden=512"})
final class CheckCommand implements Runnable {
  private static final double MIB = 1 << 20;

  @Spec private CommandSpec spec;
  @Mixin private StudyWords words;

  @Override
  public void run() {
    StudySpec study = words.read();
    StudyCheck check = StudyCheck.of(study);
    Out out = Out.of(spec);
    out.line(study.study() + (study.description().isEmpty() ? "" : ": " + study.description()));
    out.line("");
    out.text(data(check));
    out.line("");
    out.text(training(check));
    out.line("");
    out.text(models(check));
  }

  private static String data(StudyCheck check) {
    Columns columns = new Columns("<><<").row("data", "examples", "source tokens", "target tokens");
    check
        .splits()
        .forEach(
            s -> columns.row(s.name(), count(s.examples()), text(s.source()), text(s.target())));
    return columns
        .row("known", "", count(check.sourceVocabulary()), count(check.targetVocabulary()))
        .text();
  }

  private static String text(Lengths lengths) {
    return "%d to %d, mean %.1f".formatted(lengths.shortest(), lengths.longest(), lengths.mean());
  }

  private static String training(StudyCheck check) {
    StudySpec study = check.study();
    TrainingSpec training = study.training();
    int models = study.models().size();
    int seeds = study.seeds().size();
    Columns columns = new Columns("<<");
    columns.row("runs", "%d: models %d × seeds %d".formatted(models * seeds, models, seeds));
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

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
