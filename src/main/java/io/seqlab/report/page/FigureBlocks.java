package io.seqlab.report.page;

import io.seqlab.report.core.Variant;
import io.seqlab.report.figure.AttentionFigure;
import io.seqlab.report.figure.Figure;
import io.seqlab.report.figure.ForestPlot;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.html.DataTable;
import io.seqlab.report.html.FigureElement;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.RunAttention;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Figures of a page, each with a table of its data. */
public final class FigureBlocks {
  private static final List<DataTable.Column> ATTENTION =
      List.of(
          new DataTable.Column("Model", false),
          new DataTable.Column("Source", false),
          new DataTable.Column("Output", false),
          new DataTable.Column(
              "Source token with the largest weight for each output token", false));

  private FigureBlocks() {}

  public static FigureElement of(LineFigure figure) {
    String caption = (figure.title() + ". " + figure.axisNote()).strip();
    return picture(figure, caption, Optional.of(TableBlocks.of(figure)));
  }

  /** A forest plot, whose numbers are in the table of the tests. */
  public static FigureElement of(ForestPlot figure) {
    return picture(figure, figure.description(), Optional.empty());
  }

  /** The id of the element of a figure. */
  static String id(Figure figure) {
    return "figure-" + figure.name().replaceAll("\\s", "_");
  }

  /** Heatmaps, and a table of the maps among {@code all} that they show. */
  public static FigureElement of(AttentionFigure figure, List<RunAttention> all) {
    List<List<DataTable.Cell>> rows =
        all.stream()
            .filter(each -> figure.name().equals(AttentionFigure.nameOf(each.map().example())))
            .map(each -> row(Variant.of(each.run()).label(), each.map()))
            .toList();
    String caption = figure.title() + ": source tokens along the top, output tokens down the side.";
    DataTable data = new DataTable(figure.title(), ATTENTION, rows);
    return picture(figure, caption, Optional.of(data));
  }

  private static List<DataTable.Cell> row(String model, AttentionMap map) {
    return Stream.of(List.of(model), map.source(), map.output(), strongest(map))
        .map(texts -> TableBlocks.plain(String.join(" ", texts)))
        .toList();
  }

  /** A figure of a hand-in sheet, which may stand below a second time; data follow there. */
  static FigureElement inSheet(Figure figure) {
    String id = "handin-" + id(figure);
    String caption =
        figure instanceof LineFigure line
            ? (line.title() + ". " + line.axisNote()).strip()
            : figure.title();
    return new FigureElement(id, figure.title(), figure.inline(id), caption, Optional.empty());
  }

  static FigureElement picture(Figure figure, String caption, Optional<DataTable> data) {
    String id = id(figure);
    return new FigureElement(id, figure.title(), figure.inline(id), caption, data);
  }

  private static List<String> strongest(AttentionMap map) {
    return map.weights().stream().map(row -> map.source().get(largest(row))).toList();
  }

  private static int largest(List<Float> row) {
    int best = 0;
    for (int s = 1; s < row.size(); s++) {
      best = row.get(s) > row.get(best) ? s : best;
    }
    return best;
  }
}
