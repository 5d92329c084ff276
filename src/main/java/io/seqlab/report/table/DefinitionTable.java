package io.seqlab.report.table;

import io.seqlab.config.ClaimScope;
import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.Measure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the measures of a study are: one row per measure, with its definition. */
public final class DefinitionTable {
  private static final String INITIAL =
      "The prefix %s marks the same measure on the initial weights, before training."
          .formatted(ProbeSpec.INITIAL);

  private DefinitionTable() {}

  /** The measures that claims test or control. */
  public static ReportTable ofClaims(StudySpec study) {
    return table(study, claimed(study));
  }

  /**
   * The other metrics of the study, and the other measures that its runs have; learning curves are
   * of the same measures.
   */
  public static ReportTable ofOthers(StudySpec study, List<Measure> measures) {
    Set<String> names =
        Stream.concat(
                study.metrics().stream().map(MetricName::key),
                measures.stream().map(Measure::measure))
            .filter(name -> !name.startsWith(Measure.VALID))
            .collect(Collectors.toCollection(TreeSet::new));
    names.removeAll(claimed(study));
    return table(study, names);
  }

  private static Set<String> claimed(StudySpec study) {
    return study.claims().stream()
        .flatMap(claim -> new ClaimScope(study, claim).measures().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Measures that an earlier version of the study had are left out. */
  private static ReportTable table(StudySpec study, Collection<String> names) {
    Map<String, MeasureDefinition> definitions = study.measures().definitions();
    List<List<Cell>> rows =
        names.stream()
            .map(ProbeSpec::trained)
            .distinct()
            .map(definitions::get)
            .filter(Objects::nonNull)
            .map(each -> List.of(Cell.of(each.measure()), Cell.of(each.meaning())))
            .toList();
    return new ReportTable(
        List.of(new Column("Measure", false), new Column("Definition", false)),
        rows,
        names.stream().anyMatch(name -> name.startsWith(ProbeSpec.INITIAL)) ? INITIAL : "",
        List.of());
  }
}
