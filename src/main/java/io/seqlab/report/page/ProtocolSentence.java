package io.seqlab.report.page;

import io.seqlab.config.MatchSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.search.SearchSpec;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.CorpusTaskSpec.Truncation;
import io.seqlab.config.training.BudgetSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.report.core.Variant;
import io.seqlab.result.record.PlannedRuns;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Describes what is equal for all models of a study, for the line above the result table. */
final class ProtocolSentence {
  private ProtocolSentence() {}

  /** {@code Matched: parameters within 1 % of 100,000; budget: 30 seconds of training per run.} */
  static String of(StudySpec study) {
    boolean varied =
        study.grid().keySet().stream().anyMatch(key -> key.startsWith("training.budget"));
    String budget = varied ? "set by the grid" : budget(study.training().budget());
    return study
            .match()
            .map(match -> "Matched: " + parameters(match) + "; budget: " + budget)
            .orElse("Budget: " + budget)
        + plateau(study.training())
        + (PlannedRuns.haveExamplesOfEachSeed(study) ? " Each seed has examples of its own." : "")
        + truncation(study)
        + study.search().map(ProtocolSentence::search).orElse("");
  }

  /** What is compared with references that are not whole. */
  private static String truncation(StudySpec study) {
    return study.task() instanceof CorpusTaskSpec corpus
        ? corpus
            .truncate()
            .flatMap(Truncation::target)
            .map(" References are cut to %d tokens."::formatted)
            .orElse("")
        : "";
  }

  /** What is chosen for each model. */
  private static String search(SearchSpec search) {
    Set<String> keys = search.over().keySet();
    return " A search with %s chooses %s for each model."
        .formatted(
            number(search.trialCount(), "trial"),
            keys.stream()
                .map(key -> Variant.shortName(key, keys))
                .collect(Collectors.joining(", ")));
  }

  /** How training ends before the budget. */
  private static String plateau(TrainingSpec training) {
    return training
        .patience()
        .map(
            validations ->
                " at most; training ends after %s without an improvement of validation %s%s."
                    .formatted(
                        number(validations, "validation"),
                        training.bestBy().key(),
                        training.minDelta() > 0 ? " by " + training.minDelta() + " or more" : ""))
        .orElse(".");
  }

  private static String parameters(MatchSpec match) {
    return String.format(
        Locale.ROOT,
        "parameters within %.0f %% of %,d",
        100 * MatchSpec.TOLERANCE,
        match.parameters());
  }

  private static String budget(BudgetSpec budget) {
    return budget
        .steps()
        .map(steps -> number(steps, "step"))
        .or(() -> budget.epochs().map(epochs -> number(epochs, "epoch")))
        .or(() -> budget.tokens().map(tokens -> number(tokens, "target token")))
        .or(() -> budget.seconds().map(ProtocolSentence::seconds))
        .map(amount -> amount + " of training per run")
        .orElseThrow();
  }

  private static String number(long count, String unit) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? unit : unit + "s");
  }

  private static String seconds(double seconds) {
    return seconds == Math.rint(seconds) ? number((long) seconds, "second") : seconds + " seconds";
  }
}
