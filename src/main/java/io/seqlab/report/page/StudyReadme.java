package io.seqlab.report.page;

import com.samskivert.mustache.Mustache;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.core.VisibleText;
import io.seqlab.report.figure.AttentionFigure;
import io.seqlab.report.figure.Figure;
import io.seqlab.report.figure.ForestPlot;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.table.CorpusTable;
import io.seqlab.report.table.DefinitionTable;
import io.seqlab.report.table.DifferenceTable;
import io.seqlab.report.table.Markdown;
import io.seqlab.report.table.MeasureTable;
import io.seqlab.report.table.PublishedTable;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ResultTable;
import io.seqlab.report.table.SearchTable;
import io.seqlab.report.table.VerdictTables;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code README.md} of a study. */
public final class StudyReadme {
  private StudyReadme() {}

  public static String render(
      StudyRecords records, List<LineFigure> curves, List<AttentionFigure> attention)
      throws IOException {
    Provenance provenance = records.provenance();
    Environment environment = provenance.environment();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("study", provenance.study());
    values.put("question", provenance.question());
    values.put("task", TaskSentence.of(records.study()));
    values.put("command", VisibleText.message(provenance.command().replace('\n', ' ')));
    values.put("handin", records.study().handin().isPresent());
    values.put("table", tables(records));
    values.put("search", records.search().map(SearchTable::of).map(StudyReadme::table).orElse(""));
    values.put("trials", figures(SearchBlocks.figures(records)));
    String measures = nonEmpty(MeasureTable.of(records.results(), records.measures()));
    String others = nonEmpty(DefinitionTable.ofOthers(records.study(), records.measures()));
    values.put("measured", !measures.isEmpty() || !others.isEmpty());
    values.put("measures", measures);
    values.put("definitions", others);
    values.put("tested", nonEmpty(DefinitionTable.ofClaims(records.study())));
    List<Verdict> verdicts = records.verdicts();
    values.put("rules", VerdictRules.of(records));
    values.put(
        "summary", Markdown.table(VerdictSummary.of(verdicts, v -> "#" + ClaimRow.anchor(v))));
    values.put("missing", RegistrationText.missingOf(verdicts, records.registrations()));
    values.put("registered", RegistrationText.provenance(verdicts));
    values.put("verdicts", verdicts.stream().map(v -> verdict(records, v, curves)).toList());
    values.put(
        "differences",
        records.differences().isEmpty()
            ? paragraph(DifferenceTable.absence(records))
            : table(DifferenceTable.of(records.differences(), records.sharedExamples())));
    values.put("data", nonEmpty(CorpusTable.of(records.corpus())));
    values.put("curves", figures(curves));
    values.put("attention", figures(attention));
    values.put(
        "seedOfAttention",
        records.attention().isEmpty()
            ? ""
            : ExamplesOfSeed.note(records.study(), records.attention().get(0).run()));
    String changes = environment.dirty() ? " with uncommitted changes" : "";
    values.put("commit", environment.commit() + changes);
    values.put("java", environment.java());
    values.put("os", environment.os());
    values.put("cpu", environment.cpu());
    values.put("threads", environment.threads());
    values.put("libraries", libraries(environment.libraries()));
    try (InputStream in = StudyReadme.class.getResourceAsStream("study.md.mustache")) {
      return Mustache.compiler()
          .withEscaper(Markdown::escape)
          .emptyStringIsFalse(true)
          .compile(new InputStreamReader(in, StandardCharsets.UTF_8))
          .execute(values);
    }
  }

  /** The protocol, the result table, and the table of published values if there are any. */
  public static String tables(StudyRecords records) {
    String protocol = Markdown.escape(ProtocolSentence.of(records.study()));
    String results =
        protocol
            + "\n\n"
            + table(
                ResultTable.of(
                    records.study(), records.results(), records.measures(), records.corpus()));
    ReportTable published =
        PublishedTable.of(records.study().published(), records.results(), records.values());
    return published.rows().isEmpty()
        ? results
        : results + "\n### " + PublishedTable.TITLE + "\n\n" + table(published);
  }

  private static String paragraph(String text) {
    return text.isEmpty() ? "" : Markdown.escape(text) + "\n";
  }

  /** A table in Markdown, with its caption and notes; nothing if it has no rows. */
  private static String nonEmpty(ReportTable table) {
    return table.rows().isEmpty() ? "" : table(table);
  }

  /** A table in Markdown, with its caption and notes. */
  public static String table(ReportTable table) {
    StringBuilder text = new StringBuilder(Markdown.table(table));
    if (!table.caption().isEmpty()) {
      text.append('\n').append(Markdown.escape(table.caption())).append('\n');
    }
    for (String note : table.notes()) {
      text.append("\n- ").append(Markdown.escape(note));
    }
    return text.append(table.notes().isEmpty() ? "" : "\n").toString();
  }

  private static Map<String, Object> verdict(
      StudyRecords records, Verdict verdict, List<LineFigure> curves) {
    ReportTable tests =
        VerdictTables.tests(
            verdict,
            part ->
                VerdictFigures.of(part, curves)
                    .map(figure -> Cell.link(figure.title(), file(figure)))
                    .orElse(Cell.of("")));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("claim", verdict.claim());
    values.put("anchor", ClaimRow.anchor(verdict));
    values.put("sentence", verdict.sentence());
    values.put("ruling", verdict.ruling().key());
    values.put("facts", VerdictText.facts(verdict, ClaimSetting.of(records, verdict)));
    values.put("figure", figure(new ForestPlot(verdict)));
    values.put("tests", Markdown.table(tests));
    values.put("controls", nonEmpty(VerdictTables.controls(verdict)));
    values.put("elsewhere", nonEmpty(VerdictTables.elsewhere(verdict)));
    values.put("statistics", nonEmpty(VerdictTables.statistics(verdict)));
    return values;
  }

  private static List<Map<String, String>> figures(List<? extends Figure> figures) {
    return figures.stream().map(StudyReadme::figure).toList();
  }

  private static Map<String, String> figure(Figure figure) {
    return Map.of(
        "title", figure.title(), "description", figure.description(), "file", file(figure));
  }

  private static String file(Figure figure) {
    return "figures/" + figure.name() + ".svg";
  }

  private static String libraries(Map<String, String> versions) {
    return versions.entrySet().stream()
        .map(library -> library.getKey() + " " + library.getValue())
        .collect(Collectors.joining(", "));
  }
}
