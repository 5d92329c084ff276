package io.seqlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.figure.StudyFigures;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Measures without a dimension are in a table, not in a figure. */
class MeasureTableTest {
  private static final RunKey A1 = new RunKey("a", 1);
  private static final RunKey A2 = new RunKey("a", 2);
  private static final RunKey A3 = new RunKey("a", 3);
  private static final RunKey B1 = new RunKey("b", 1);

  @Test
  void meanAndDeviationOverFinishedSeeds() {
    List<RunResult> results =
        List.of(result(A1), result(A2), result(A3).with(RunStatus.FAILED), result(B1));
    List<Measure> measures =
        List.of(
            single(A1, "attention_entropy", 1),
            single(A2, "attention_entropy", 2),
            single(A3, "attention_entropy", 9),
            single(B1, "gradient_ratio", 0.25),
            new Measure(A1, "attention_entropy", "head", 1, 7, 1));
    assertThat(Markdown.table(MeasureTable.of(results, measures)))
        .isEqualTo(
            """
            | Measure           |             a |     b |
            |:------------------|--------------:|------:|
            | Attention entropy | 1.500 ± 0.707 |     – |
            | Gradient ratio    |             – | 0.250 |
            """);
    assertThat(StudyFigures.curves(results, measures))
        .extracting(LineFigure::name)
        .containsExactly("attention_entropy-by-head");
  }

  @Test
  void saysHowManyRunsReachedAMilestone() {
    List<RunResult> results = List.of(result(A1), result(A2), result(A3), result(B1));
    List<Measure> measures =
        List.of(
            new Measure(A1, "steps_to", "exact_match", 0.95, 1000, 1),
            new Measure(A2, "steps_to", "exact_match", 0.95, Double.NaN, 1),
            new Measure(A3, "steps_to", "exact_match", 0.95, 1500, 1),
            new Measure(B1, "steps_to", "exact_match", 0.95, Double.NaN, 1),
            new Measure(B1, "concurrent_runs", "", 0, 2, 1),
            new Measure(B1, "seconds_to", "loss", 0.5, 2.25, 1));
    assertThat(Markdown.table(MeasureTable.of(results, measures)))
        .isEqualTo(
            """
            | Measure                          |                         a |               b |
            |:---------------------------------|--------------------------:|----------------:|
            | Steps to exact match 95.0 %      | 1,250 ± 354 (2 of 3 runs) | – (0 of 1 runs) |
            | Concurrent runs                  |                         – |           2.000 |
            | Seconds to loss 0.500 nats/token |                         – |            2.3‡ |
            """);
    assertThat(StudyFigures.curves(results, measures)).isEmpty();
  }

  @Test
  void noRowsWithoutSuchMeasures() {
    List<Measure> curves = List.of(new Measure(A1, "valid_loss", "step", 1, 7, 1));
    assertThat(MeasureTable.of(List.of(result(A1)), curves).rows()).isEmpty();
  }

  private static Measure single(RunKey key, String measure, double value) {
    return new Measure(key, measure, "", 0, value, 1);
  }

  private static RunResult result(RunKey key) {
    return new RunResult(key, RunStatus.DONE, 1, 1, 1, 1, 1, 1, Map.of());
  }
}
