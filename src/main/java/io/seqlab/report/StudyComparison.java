package io.seqlab.report;

import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.figure.PerformanceProfiles;
import io.seqlab.report.figure.StudyFigures;
import io.seqlab.report.html.Block;
import io.seqlab.report.html.BlockSelector;
import io.seqlab.report.html.Page;
import io.seqlab.report.html.Paragraph;
import io.seqlab.report.html.Section;
import io.seqlab.report.page.FigureBlocks;
import io.seqlab.report.page.StudyHtml;
import io.seqlab.report.page.StudyReadme;
import io.seqlab.report.page.TableBlocks;
import io.seqlab.report.table.ResultTable;
import io.seqlab.report.table.TaskComparisonTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.TaskComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares studies: the runs of all studies as if they were one study with models named {@code
 * study / model}. Metrics and curves that are not in every study are excluded. It does not check
 * that the studies have the same protocol.
 *
 * @param studies names of the studies, or their folders if two studies have the same name
 * @param sameTests whether all studies have the same test examples
 * @param acrossTasks models of the same name, compared over the studies as tasks; empty if not
 *     requested
 */
public record StudyComparison(
    List<String> studies,
    List<RunResult> results,
    List<Measure> measures,
    boolean sameTests,
    Optional<TaskComparison> acrossTasks) {
  private static final String ACROSS_TASKS = "Across tasks";

  /** Reads the studies in different folders. */
  public static StudyComparison of(
      List<Path> folders, boolean sameTests, Optional<TaskComparison> acrossTasks)
      throws IOException {
    List<String> names = names(folders);
    List<List<RunResult>> results = new ArrayList<>();
    List<List<Measure>> measures = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      ExperimentFolder experiment = new ExperimentFolder(folders.get(i));
      String name = names.get(i);
      Set<RunKey> runs = StudyRecords.runs(experiment);
      results.add(
          experiment.readResults().stream()
              .filter(row -> runs.contains(row.key()))
              .map(row -> row.with(prefixed(name, row.key())))
              .toList());
      measures.add(
          experiment.readMeasures().stream()
              .filter(row -> runs.contains(row.key()))
              .map(row -> row.with(prefixed(name, row.key())))
              .toList());
    }
    return new StudyComparison(
        names, commonMetrics(results), commonCurves(measures), sameTests, acrossTasks);
  }

  private static List<String> names(List<Path> folders) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path folder : folders) {
      names.add(new ExperimentFolder(folder).readProvenance().study());
    }
    boolean unique = names.stream().distinct().count() == names.size();
    return unique ? names : folders.stream().map(Path::toString).toList();
  }

  private static RunKey prefixed(String study, RunKey key) {
    return new RunKey(study + " / " + key.model(), key.seed(), key.grid());
  }

  private static List<RunResult> commonMetrics(List<List<RunResult>> studies) {
    Set<String> common = common(studies, run -> run.metrics().keySet().stream());
    return studies.stream().flatMap(List::stream).map(run -> run.withOnly(common)).toList();
  }

  private static List<Measure> commonCurves(List<List<Measure>> studies) {
    Set<List<String>> common = common(studies, measure -> Stream.of(curve(measure)));
    return studies.stream()
        .flatMap(List::stream)
        .filter(measure -> common.contains(curve(measure)))
        .toList();
  }

  private static List<String> curve(Measure measure) {
    return List.of(measure.measure(), measure.dimension());
  }

  /** The keys that records of every study have. */
  private static <T, K> Set<K> common(List<List<T>> studies, Function<T, Stream<K>> keys) {
    List<Set<K>> sets =
        studies.stream()
            .map(all -> all.stream().flatMap(keys).collect(Collectors.toSet()))
            .toList();
    sets.forEach(sets.get(0)::retainAll);
    return sets.get(0);
  }

  /** The tables in Markdown. */
  public String markdown() {
    String table = StudyReadme.table(ResultTable.of(results, sameTests));
    return acrossTasks
        .map(
            tasks ->
                table
                    + "\n### "
                    + ACROSS_TASKS
                    + "\n\n"
                    + StudyReadme.table(TaskComparisonTables.means(tasks))
                    + "\n"
                    + StudyReadme.table(TaskComparisonTables.improvements(tasks)))
        .orElse(table);
  }

  /** A page with the tables and the curves. */
  public String html() {
    List<Section> sections = new ArrayList<>();
    List<Block> table = TableBlocks.of("Means over seeds", ResultTable.of(results, sameTests));
    sections.add(new Section("results", "Results", table));
    acrossTasks.ifPresent(tasks -> sections.add(acrossTasks(tasks)));
    List<LineFigure> curves = StudyFigures.curves(results, measures);
    if (!curves.isEmpty()) {
      List<Block> blocks =
          List.of(
              new Paragraph(StudyHtml.BANDS),
              new BlockSelector("Figure", curves.stream().map(FigureBlocks::of).toList()));
      sections.add(new Section("curves", "Curves", blocks));
    }
    return new Page(String.join(", ", studies), "Comparison of studies.", sections).html();
  }

  private static Section acrossTasks(TaskComparison tasks) {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(TableBlocks.of("Interquartile means", TaskComparisonTables.means(tasks)));
    blocks.addAll(
        TableBlocks.of("Probability of improvement", TaskComparisonTables.improvements(tasks)));
    blocks.add(FigureBlocks.of(PerformanceProfiles.of(tasks)));
    blocks.add(new Paragraph(PerformanceProfiles.DESCRIPTION));
    return new Section("tasks", ACROSS_TASKS, blocks);
  }
}
