package io.seqlab.report.page;

import io.seqlab.config.handin.HandinItem;
import io.seqlab.config.handin.HandinSpec;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.figure.AttentionFigure;
import io.seqlab.report.figure.Figure;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.figure.StudyFigures;
import io.seqlab.report.table.HandinTables;
import io.seqlab.report.table.Markdown;
import io.seqlab.report.table.PublishedTable;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ResultTable;
import io.seqlab.report.table.SearchTable;
import io.seqlab.result.handin.GradedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The items of the hand-in sheet of a study, from the tables and figures of its report. Heatmaps
 * and outputs of a corpus are its text: {@link #of} says where they are, {@link #withText} has
 * them.
 */
public final class HandinParts {
  private final StudyRecords records;
  private final boolean showsText;

  private HandinParts(StudyRecords records, boolean showsText) {
    this.records = records;
    this.showsText = showsText;
  }

  /** The items in the order of the sheet, numbered, without text of a corpus; none without one. */
  static List<HandinPart> of(StudyRecords records) {
    return new HandinParts(records, records.study().task().isGenerated()).all();
  }

  /** The same with text of a corpus. */
  static List<HandinPart> withText(StudyRecords records) {
    return new HandinParts(records, true).all();
  }

  /** The items that show text: those of the sheet, and heatmaps that it does not ask for. */
  static List<HandinPart> onlyText(StudyRecords records) {
    HandinParts parts = new HandinParts(records, true);
    List<HandinItem> items = new ArrayList<>(parts.items());
    items.removeIf(item -> !isText(item));
    if (!records.attention().isEmpty()) {
      items.removeIf(HandinItem.Attention.class::isInstance);
      items.add(0, new HandinItem.Attention(records.study().report().attention()));
    }
    return items.stream().map(parts::part).toList();
  }

  private static boolean isText(HandinItem item) {
    return item instanceof HandinItem.Attention || item instanceof HandinItem.Examples;
  }

  private List<HandinItem> items() {
    return records.study().handin().map(HandinSpec::items).orElse(List.of());
  }

  private List<HandinPart> all() {
    List<HandinPart> all = new ArrayList<>();
    items().stream().map(this::part).forEach(part -> all.add(numbered(all.size() + 1, part)));
    return all;
  }

  /** All figures of the sheet. */
  public static List<Figure> figures(StudyRecords records) {
    return of(records).stream().flatMap(part -> part.figures().stream()).distinct().toList();
  }

  private static HandinPart numbered(int number, HandinPart part) {
    return new HandinPart(
        number + ". " + part.heading(), part.texts(), part.tables(), part.figures(), part.answer());
  }

  private HandinPart part(HandinItem item) {
    return item.match(
        new HandinItem.Cases<>(
            this::results,
            this::curve,
            this::attention,
            this::examples,
            this::parameters,
            this::published,
            this::search,
            this::question));
  }

  private HandinPart results(HandinItem.Table item) {
    return new HandinPart("Results", List.of(ProtocolSentence.of(records.study())))
        .withTable(
            "One row per model, means over seeds",
            ResultTable.of(
                records.study(),
                records.results(),
                records.measures(),
                records.corpus(),
                item.columns()));
  }

  private HandinPart curve(HandinItem.Curve item) {
    List<LineFigure> figures =
        item.measures().stream()
            .map(
                measure ->
                    StudyFigures.curve(measure, item.over(), records.results(), records.measures()))
            .flatMap(Optional::stream)
            .toList();
    return new HandinPart(
            "Curves by " + Quantity.ofDimension(item.over()).lowerCaseTitle(),
            List.of(figures.isEmpty() ? "No finished run has values yet." : StudyHtml.BANDS))
        .withFigures(figures);
  }

  /** In place of what shows text of a corpus. */
  private static HandinPart elsewhere(String heading) {
    return new HandinPart(heading, List.of(CorpusTextPages.NOTE));
  }

  private HandinPart attention(HandinItem.Attention item) {
    if (!showsText) {
      return elsewhere("Attention");
    }
    List<AttentionFigure> figures =
        StudyFigures.sideBySide(records.attention()).stream().limit(item.examples()).toList();
    return new HandinPart(
            "Attention",
            List.of(
                figures.isEmpty()
                    ? "No finished run has an attention map yet."
                    : "Source tokens along the top, output tokens down the side. The weights of a row"
                        + " sum to one."
                        + ExamplesOfSeed.note(records.study(), records.attention().get(0).run())))
        .withFigures(figures);
  }

  private HandinPart examples(HandinItem.Examples item) {
    if (!showsText) {
      return elsewhere("Examples right and wrong");
    }
    List<GradedOutput> outputs = records.handin().outputs();
    HandinPart all =
        new HandinPart(
            "Examples right and wrong",
            List.of("Test examples, the first of each kind and model, of one seed."));
    if (item.right() > 0) {
      all = withOutputs(all, "Right: equal to the reference", outputs, true);
    }
    return item.wrong() > 0 ? withOutputs(all, "Wrong", outputs, false) : all;
  }

  private static HandinPart withOutputs(
      HandinPart part, String caption, List<GradedOutput> outputs, boolean correct) {
    ReportTable table = HandinTables.outputs(outputs, correct);
    return table.rows().isEmpty()
        ? part.withText("No output of a finished run is " + (correct ? "right." : "wrong."))
        : part.withTable(caption, table);
  }

  private HandinPart parameters(HandinItem.Parameters item) {
    HandinPart part =
        new HandinPart(
            "Parameters", List.of("The size of a parameter is the product of its dimensions."));
    for (HandinTables.ModelParameters model :
        HandinTables.parameters(records.handin().parameters())) {
      part = part.withTable("Parameters of " + model.models(), model.table());
    }
    return part;
  }

  private HandinPart question(HandinItem.Question item) {
    String answer = records.answers().answerTo(Markdown.escape(item.text()));
    return new HandinPart("Question", List.of(item.text())).withAnswer(answer);
  }

  private HandinPart published(HandinItem.Published item) {
    ReportTable table =
        PublishedTable.of(records.study().published(), records.results(), records.values());
    return new HandinPart(PublishedTable.TITLE, List.of()).withTable(PublishedTable.TITLE, table);
  }

  private HandinPart search(HandinItem.Search item) {
    HandinPart part =
        new HandinPart("Search", List.of(SearchBlocks.CURVE))
            .withFigures(SearchBlocks.figures(records));
    return records
        .search()
        .map(results -> part.withTable("Chosen values and cost", SearchTable.of(results)))
        .orElse(part);
  }
}
