package io.seqlab.report.table;

import io.seqlab.report.core.Variant;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Notes on runs that are excluded from the means of a table, one sentence per variant. */
final class MissingRuns {
  private MissingRuns() {}

  /** Runs that failed or did not finish. */
  static List<String> unfinished(Map<Variant, List<RunResult>> variants) {
    List<String> sentences = new ArrayList<>();
    variants.forEach(
        (variant, runs) -> {
          for (RunStatus status : RunStatus.values()) {
            List<String> seeds =
                runs.stream()
                    .filter(run -> run.status() == status && status != RunStatus.DONE)
                    .map(run -> String.valueOf(run.key().seed()))
                    .toList();
            if (!seeds.isEmpty()) {
              sentences.add(unfinished(variant, status, seeds, runs.size()));
            }
          }
        });
    return sentences;
  }

  private static String unfinished(
      Variant variant, RunStatus status, List<String> seeds, int runs) {
    String outcome = status == RunStatus.FAILED ? "failed" : "did not finish";
    return "%s: %d of %d runs %s (seed %s) and %s excluded from the means."
        .formatted(
            variant.label(),
            seeds.size(),
            runs,
            outcome,
            String.join(", ", seeds),
            seeds.size() == 1 ? "is" : "are");
  }

  /** Planned runs without a result. */
  static List<String> notRun(Map<Variant, List<RunResult>> variants, Collection<RunKey> planned) {
    Set<RunKey> withResult =
        variants.values().stream()
            .flatMap(List::stream)
            .map(RunResult::key)
            .collect(Collectors.toSet());
    List<String> sentences = new ArrayList<>();
    Variant.group(planned, key -> key)
        .forEach(
            (variant, keys) -> {
              List<String> seeds =
                  keys.stream()
                      .filter(key -> !withResult.contains(key))
                      .map(key -> String.valueOf(key.seed()))
                      .toList();
              if (!seeds.isEmpty()) {
                sentences.add(notRun(variant, seeds, keys.size()));
              }
            });
    return sentences;
  }

  private static String notRun(Variant variant, List<String> seeds, int runs) {
    return "%s: %d of %d runs %s not been run (seed %s)."
        .formatted(
            variant.label(),
            seeds.size(),
            runs,
            seeds.size() == 1 ? "has" : "have",
            String.join(", ", seeds));
  }
}
