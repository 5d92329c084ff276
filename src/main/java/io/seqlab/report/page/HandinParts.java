package io.seqlab.report.page;

import io.seqlab.config.handin.HandinItem;
import io.seqlab.config.handin.HandinSpec;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.figure.AttentionFigure;
import io.seqlab.report.figure.Figure;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.figure.StudyFigures;
import io.seqlab.report.table.HandinTables;
import io.seqlab.report.table.PublishedTable;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ResultTable;
import io.seqlab.report.table.SearchTable;
import io.seqlab.result.handin.GradedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The items of the hand-in sheet of a study, from the tables and figures of its report. */
public final class HandinParts {
  /** Where the outputs of a corpus are, below the folder of the experiment. */
  public static final String EXAMPLES = "runs/examples.md";

  private final StudyRecords records;

  private HandinParts(StudyRecords records) {
    this.records = records;
  }

  /** The items in the order of the sheet, numbered; none without one. */
  static List<HandinPart> of(StudyRecords records) {
    HandinParts parts = new HandinParts(records);
    List<HandinPart> all = new ArrayList<>();
    records.study().handin().map(HandinSpec::items).orElse(List.of()).stream()
        .map(parts::part)
        .forEach(part -> all.add(numbered(all.size() + 1, part)));
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
            question -> new HandinPart("Question", List.of(question.text())).withAnswer()));
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
            "Curves over " + item.over().replace('_', ' '),
            List.of(figures.isEmpty() ? "No finished run has values yet." : StudyHtml.BANDS))
        .withFigures(figures);
  }

  private HandinPart attention(HandinItem.Attention item) {
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
    if (!records.study().task().isGenerated()) {
      return new HandinPart(
          "Examples right and wrong",
          List.of(
              "The outputs contain text of a corpus, which may be protected by copyright: they are in "
                  + EXAMPLES
                  + ", which git ignores, and which can be handed in with this sheet."));
    }
    List<GradedOutput> outputs = records.handin().outputs();
    HandinPart part =
        new HandinPart(
            "Examples right and wrong",
            List.of("Test examples, the first of each kind and model, of one seed."));
    return examples(part, item, outputs);
  }

  private static HandinPart examples(
      HandinPart part, HandinItem.Examples item, List<GradedOutput> outputs) {
    HandinPart all = part;
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

  /** The outputs of a corpus, for the file {@link #EXAMPLES}. */
  static HandinPart examplesOfCorpus(HandinItem.Examples item, List<GradedOutput> outputs) {
    return examples(
        new HandinPart(
            "Examples right and wrong",
            List.of("Test examples, the first of each kind and model, of one seed.")),
        item,
        outputs);
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
