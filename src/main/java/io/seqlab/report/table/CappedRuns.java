package io.seqlab.report.table;

import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.report.core.Variant;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Marks and notes of finished runs that the budget ended before they reached a plateau. */
record CappedRuns(Set<RunKey> runs) {
  private static final String MARK = "†";

  static CappedRuns of(List<Measure> measures) {
    return new CappedRuns(
        measures.stream()
            .filter(m -> m.measure().equals(TrainingMeasure.REACHED_CAP.key()) && m.value() > 0)
            .map(Measure::key)
            .collect(Collectors.toSet()));
  }

  /** The mark of the numbers of a variant; empty if all its runs reached a plateau. */
  String mark(List<RunResult> done) {
    return done.stream().anyMatch(run -> runs.contains(run.key())) ? MARK : "";
  }

  /** One sentence for each variant with a mark. */
  List<String> notes(Map<Variant, List<RunResult>> done) {
    List<String> notes = new ArrayList<>();
    done.forEach(
        (variant, all) -> {
          List<String> seeds =
              all.stream()
                  .map(RunResult::key)
                  .filter(runs::contains)
                  .map(key -> String.valueOf(key.seed()))
                  .toList();
          if (!seeds.isEmpty()) {
            notes.add(
                "%s %s: %d of %d runs %s still improving when the budget ended (seed %s)."
                    .formatted(
                        MARK,
                        variant.label(),
                        seeds.size(),
                        all.size(),
                        seeds.size() == 1 ? "was" : "were",
                        String.join(", ", seeds)));
          }
        });
    return notes;
  }
}
