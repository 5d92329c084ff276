package io.seqlab.report.table;

import static java.util.stream.Collectors.joining;

import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Quantity.Better;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.TaskComparison;
import io.seqlab.result.record.TaskComparison.Estimate;
import io.seqlab.result.record.TaskComparison.Improvement;
import io.seqlab.result.record.TaskComparison.ModelScores;
import io.seqlab.result.record.TaskComparison.Task;
import java.util.ArrayList;
import java.util.List;

/** The tables of a comparison of models across tasks. */
public final class TaskComparisonTables {
  private static final Quantity PROBABILITY = new Quantity("P", "", 1, 2, Better.HIGHER);

  /** With fewer seeds, intervals are narrower than their level says. */
  private static final int MANY_SEEDS = 20;

  private static final String POINT =
      "An interval of one value, as of 1.00, only says that these seeds never disagree: other seeds"
          + " may.";

  private static final String MEANS =
      "The interquartile mean is the mean of the middle half of the scores of all runs on the test"
          + " examples, each task with the same weight; the best is bold. The interval is the 95 %"
          + " percentile interval of the stratified bootstrap, which resamples the seeds of each"
          + " task (Agarwal et al. 2021): it says what other seeds would give, not what other tasks"
          + " would.";

  private static final String IMPROVEMENTS =
      "Probability that a run of the model scores higher than a run of the other on the same task,"
          + " equal scores counted half, mean over tasks; 0.5 means that neither is better.";

  private TaskComparisonTables() {}

  /** The interquartile mean of each model. */
  public static ReportTable means(TaskComparison comparison) {
    Quantity quantity = Quantity.of(comparison.metric());
    List<ModelScores> models = comparison.models();
    String best =
        quantity.format(
            models.stream().mapToDouble(m -> m.interquartileMean().value()).max().orElseThrow());
    boolean differ =
        models.stream()
            .anyMatch(model -> !quantity.format(model.interquartileMean().value()).equals(best));
    List<List<Cell>> rows = new ArrayList<>();
    for (ModelScores model : models) {
      String mean = quantity.format(model.interquartileMean().value());
      rows.add(
          List.of(
              Cell.of(model.model()),
              new Cell(mean, "", differ && mean.equals(best)),
              Cell.of(range(quantity, model.interquartileMean()))));
    }
    List<Column> columns =
        List.of(
            new Column("Model", false),
            new Column("Interquartile mean, " + quantity.label(), true),
            new Column("95 %", true));
    return new ReportTable(columns, rows, MEANS, notes(comparison));
  }

  private static List<String> notes(TaskComparison comparison) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Tasks: "
            + comparison.tasks().stream()
                .map(task -> "%s (%d seeds)".formatted(task.study(), task.seeds()))
                .collect(joining(", "))
            + ".");
    List<Task> few = comparison.tasks().stream().filter(task -> task.seeds() < MANY_SEEDS).toList();
    if (!few.isEmpty()) {
      notes.add(
          "Fewer than %d seeds (%s): the intervals are too narrow. In simulations they contained the true value in 77 to 91 %% of cases with 3 seeds, 86 to 94 %% with 5, 92 to 95 %% with 10."
              .formatted(MANY_SEEDS, few.stream().map(Task::study).collect(joining(", "))));
    }
    List<ModelScores> different =
        comparison.models().stream().filter(model -> !model.sameDefinition()).toList();
    if (!different.isEmpty()) {
      notes.add(
          "Models are matched by name; the studies define these differently: %s."
              .formatted(different.stream().map(ModelScores::model).collect(joining(", "))));
    }
    return notes;
  }

  /** The probability of improvement of each model over each earlier one. */
  public static ReportTable improvements(TaskComparison comparison) {
    List<Column> columns =
        List.of(
            new Column("Model", false),
            new Column("Over", false),
            new Column("Probability of improvement", true),
            new Column("95 %", true));
    List<List<Cell>> rows =
        comparison.improvements().stream().map(TaskComparisonTables::row).toList();
    boolean point =
        comparison.improvements().stream()
            .map(Improvement::probability)
            .anyMatch(p -> p.low() == p.high());
    return new ReportTable(columns, rows, IMPROVEMENTS, point ? List.of(POINT) : List.of());
  }

  private static List<Cell> row(Improvement improvement) {
    return List.of(
        Cell.of(improvement.model()),
        Cell.of(improvement.over()),
        Cell.of(PROBABILITY.format(improvement.probability().value())),
        Cell.of(range(PROBABILITY, improvement.probability())));
  }

  private static String range(Quantity quantity, Estimate estimate) {
    return "%s to %s".formatted(quantity.format(estimate.low()), quantity.format(estimate.high()));
  }
}
