package io.seqlab.report.page;

import com.samskivert.mustache.Mustache;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.figure.AttentionFigure;
import io.seqlab.report.figure.Figure;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.table.DifferenceTable;
import io.seqlab.report.table.Markdown;
import io.seqlab.report.table.MeasureTable;
import io.seqlab.report.table.PublishedTable;
import io.seqlab.report.table.ResultTable;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The README of a study. */
public final class StudyReadme {
  private static final String TEMPLATE = "study.md.mustache";

  private StudyReadme() {}

  public static String render(
      StudyRecords records, List<LineFigure> curves, List<AttentionFigure> attention)
      throws IOException {
    Provenance provenance = records.provenance();
    Environment environment = provenance.environment();
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("study", provenance.study());
    words.put("question", provenance.question());
    words.put("command", provenance.command().replace('\n', ' '));
    ResultTable measures = MeasureTable.of(records.results(), records.measures());
    words.put("table", tables(records));
    words.put("measures", measures.rows().isEmpty() ? "" : Markdown.table(measures));
    words.put("verdicts", verdicts(records.verdicts()));
    words.put(
        "rulings",
        records.verdicts().isEmpty() ? "" : table(VerdictText.table(records.verdicts())));
    words.put(
        "differences",
        records.differences().isEmpty()
            ? paragraph(DifferenceTable.absence(records))
            : table(DifferenceTable.of(records.differences())));
    words.put("curves", pictures(curves));
    words.put("attention", pictures(attention));
    words.put("commit", environment.commit() + (environment.dirty() ? " with changes" : ""));
    words.put("java", environment.java());
    words.put("os", environment.os());
    words.put("cpu", environment.cpu());
    words.put("threads", environment.threads());
    words.put("libraries", libraries(environment.libraries()));
    return Mustache.compiler()
        .withEscaper(Markdown::escape)
        .emptyStringIsFalse(true)
        .compile(template())
        .execute(words);
  }

  /** The results in Markdown under what was the same, beside published values if there are any. */
  public static String tables(StudyRecords records) {
    String protocol = Markdown.escape(ProtocolSentence.of(records.study()));
    String results = protocol + "\n\n" + table(ResultTable.of(records.study(), records.results()));
    ResultTable published = PublishedTable.of(records.study().published(), records.results());
    return published.rows().isEmpty()
        ? results
        : results + "\n### " + PublishedTable.TITLE + "\n\n" + table(published);
  }

  private static String paragraph(String text) {
    return text.isEmpty() ? "" : Markdown.escape(text) + "\n";
  }

  /** A table in Markdown, with what it means and what it leaves out. */
  public static String table(ResultTable table) {
    StringBuilder text = new StringBuilder(Markdown.table(table));
    text.append('\n').append(Markdown.escape(table.caption())).append('\n');
    for (String sentence : table.missing()) {
      text.append("\n- ").append(Markdown.escape(sentence));
    }
    return text.append(table.missing().isEmpty() ? "" : "\n").toString();
  }

  private static List<Map<String, String>> verdicts(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(
            verdict ->
                Map.of(
                    "claim", verdict.claim(),
                    "sentence", verdict.sentence(),
                    "ruling", verdict.ruling().key(),
                    "certainty", VerdictText.certainty(verdict)))
        .toList();
  }

  private static List<Map<String, String>> pictures(List<? extends Figure> figures) {
    return figures.stream()
        .map(
            figure ->
                Map.of(
                    "title", figure.title(),
                    "description", figure.description(),
                    "file", "figures/" + figure.name() + ".svg"))
        .toList();
  }

  private static String libraries(Map<String, String> versions) {
    return versions.entrySet().stream()
        .map(library -> library.getKey() + " " + library.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String template() throws IOException {
    try (InputStream in = StudyReadme.class.getResourceAsStream(TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
