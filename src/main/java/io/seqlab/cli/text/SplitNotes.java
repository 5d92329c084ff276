package io.seqlab.cli.text;

import static io.seqlab.cli.text.Numbers.count;

import io.seqlab.config.task.TaskSpec;
import io.seqlab.study.plan.SplitSummary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user should know about splits: skipped pairs, tokens that the vocabulary does not have,
 * and examples that stand in training too.
 */
public final class SplitNotes {
  private SplitNotes() {}

  /** How the text of a corpus becomes tokens, a line for each side; empty for a generated task. */
  public static String text(TaskSpec task) {
    return task.isGenerated()
        ? ""
        : "source: %s\ntarget: %s\n"
            .formatted(task.sourceText().describe(), task.targetText().describe());
  }

  /** One line for each note, with its line end; empty if there is nothing to note. */
  public static String of(List<SplitSummary> splits) {
    return splits.stream()
        .flatMap(
            split -> Stream.of(skipped(split), empty(split), unknown(split), inTraining(split)))
        .filter(line -> !line.isEmpty())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String skipped(SplitSummary split) {
    int skipped = split.skipped();
    return skipped == 0
        ? ""
        : "%s: skipped %s of %s: %s"
            .formatted(
                split.name(),
                count(skipped),
                count(split.pairs() + skipped, "pair"),
                split.reasons());
  }

  private static String empty(SplitSummary split) {
    return split.keptEmpty() == 0
        ? ""
        : "%s: kept %s with an empty side"
            .formatted(split.name(), count(split.keptEmpty(), "pair"));
  }

  private static String unknown(SplitSummary split) {
    return split.source().unknown() + split.target().unknown() == 0
        ? ""
        : "%s: unknown to the vocabulary %s source and %s target tokens"
            .formatted(split.name(), unknown(split.source()), unknown(split.target()));
  }

  private static String unknown(SplitSummary.Side side) {
    return "%s of %s (%s)"
        .formatted(
            count(side.unknown()),
            count(side.tokens()),
            String.format(
                Locale.ROOT, "%.2f %%", 100.0 * side.unknown() / Math.max(1, side.tokens())));
  }

  private static String inTraining(SplitSummary split) {
    long sources = split.inTraining().sources();
    long targets = split.inTraining().targets();
    long pairs = split.inTraining().pairs();
    return sources + targets == 0
        ? ""
        : "%s: %s of %s sources also in train (%s), %s with the same target (%s); targets: %s (%s)"
            .formatted(
                split.name(),
                count(sources),
                count(split.pairs()),
                share(sources, split),
                count(pairs),
                share(pairs, split),
                count(targets),
                share(targets, split));
  }

  private static String share(long part, SplitSummary split) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / split.pairs());
  }
}
