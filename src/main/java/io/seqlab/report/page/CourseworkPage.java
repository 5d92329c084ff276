package io.seqlab.report.page;

import io.seqlab.config.PublishedSpec;
import io.seqlab.config.handin.HandinSpec;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.RunValues;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.core.Variant;
import io.seqlab.report.table.Markdown;
import io.seqlab.report.table.PublishedTable;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.statistics.Interval;
import io.seqlab.statistics.SampleSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of all coursework studies: published values beside the reproduced ones. */
public final class CourseworkPage {
  /** Name of the page. */
  public static final String NAME = "COURSEWORK.md";

  private static final GeneratedPage PAGE =
      new GeneratedPage(NAME, "coursework", "a table of the coursework studies");

  private static final double LEVEL = 0.05;

  private static final String HEAD =
      """
      %s
      # Coursework

      Published values beside those that these studies reproduced. Reproduced values are means over seeds, with
      Student's 95 %% interval of the mean (– with one seed); time is that of one run, without validation and test.
      A value is comparable if data and protocol are those of the publication; with *ordering only*, the
      order of models may be compared, not the values. Written by `seqlab coursework` from the files of the studies in
      this folder.
      """;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Model", false),
          new Column("Measure", false),
          new Column("Published", true),
          new Column("Reproduced", true),
          new Column("95 % interval", true),
          new Column("Seeds", true),
          new Column("Comparable", false),
          new Column("Time (min)", true),
          new Column("Source", false),
          new Column("Protocol", false));

  private CourseworkPage() {}

  /** The section of a study with a hand-in sheet; empty for another study. */
  public static String section(ExperimentFolder experiment) throws IOException {
    StudyRecords records = StudyRecords.read(experiment);
    return records.study().handin().map(sheet -> section(experiment, records, sheet)).orElse("");
  }

  private static String section(
      ExperimentFolder experiment, StudyRecords records, HandinSpec sheet) {
    String folder = experiment.path().getFileName().toString();
    ReportTable table = table(records);
    return "\n## [%s](%s/README.md)\n\n%s [Hand-in sheet](%s/%s).\n\n%s"
        .formatted(
            Markdown.escape(folder),
            folder,
            Markdown.escape(sheet.exercise()),
            folder,
            ExperimentFolder.HANDIN,
            table.rows().isEmpty() ? "The exercise publishes no values.\n" : Markdown.table(table));
  }

  private static ReportTable table(StudyRecords records) {
    RunValues values = records.values();
    List<List<Cell>> rows = new ArrayList<>();
    for (PublishedSpec published : records.study().published()) {
      selected(published, records.results())
          .forEach((variant, runs) -> rows.add(row(published, variant, runs, values)));
    }
    return new ReportTable(COLUMNS, rows, "", List.of());
  }

  /** The runs that reproduce a value; without one, the model has an empty row. */
  private static Map<Variant, List<RunResult>> selected(
      PublishedSpec published, List<RunResult> results) {
    Map<Variant, List<RunResult>> selected =
        new LinkedHashMap<>(
            Variant.group(
                results.stream()
                    .filter(run -> run.status() == RunStatus.DONE)
                    .filter(run -> run.key().model().equals(published.model()))
                    .filter(run -> RunValues.isSelected(run, published.where()))
                    .toList(),
                RunResult::key));
    if (selected.isEmpty()) {
      selected.put(new Variant(published.model(), Map.of()), List.of());
    }
    return selected;
  }

  private static List<Cell> row(
      PublishedSpec published, Variant variant, List<RunResult> runs, RunValues values) {
    Quantity quantity = PublishedTable.quantity(published);
    SampleSummary reproduced = PublishedTable.reproduced(published, runs, values);
    Interval interval = reproduced.interval(LEVEL);
    double minutes =
        runs.stream().mapToDouble(RunResult::seconds).average().orElse(Double.NaN) / 60;
    return List.of(
        Cell.of(variant.label()),
        Cell.of(PublishedTable.measure(published, runs)),
        Cell.of(quantity.format(published.value())),
        Cell.of(quantity.format(reproduced.mean())),
        Cell.of(
            Double.isNaN(interval.low())
                ? "–"
                : quantity.format(interval.low()) + " to " + quantity.format(interval.high())),
        Cell.of(String.valueOf(reproduced.n())),
        Cell.of(published.comparable().describe()),
        Cell.of(new Quantity("", "", 1, 1, Quantity.Better.LOWER).format(minutes)),
        Cell.of(published.source()),
        Cell.of(published.protocol()));
  }

  /**
   * Writes the page into the folder, if it may be replaced.
   *
   * @param sections of the studies
   * @param leftOut studies that could not be read
   */
  public static void write(Path experiments, List<String> sections, List<String> leftOut)
      throws IOException {
    PAGE.write(experiments, text(sections, leftOut));
  }

  /** The contents of the page. */
  public static String text(List<String> sections, List<String> leftOut) {
    StringBuilder text = new StringBuilder(HEAD.formatted(PAGE.mark()));
    if (!leftOut.isEmpty()) {
      String studies = String.join(", ", leftOut);
      text.append(
          "\n**Left out, as files are damaged: %s.**\n".formatted(Markdown.escape(studies)));
    }
    sections.forEach(text::append);
    return text.toString();
  }
}
