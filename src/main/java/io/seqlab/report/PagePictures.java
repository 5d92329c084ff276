package io.seqlab.report;

import io.seqlab.report.page.DataTable;
import io.seqlab.report.page.Picture;
import io.seqlab.result.AttentionMap;
import io.seqlab.result.RunAttention;
import java.util.ArrayList;
import java.util.List;

/** Figures as they stand on a page, each with a table that says the same. */
final class PagePictures {
  private static final List<DataTable.Column> ATTENTION =
      List.of(
          new DataTable.Column("Model", false),
          new DataTable.Column("Source", false),
          new DataTable.Column("Answer", false),
          new DataTable.Column(
              "Source token with the largest weight, for each of the answer", false));

  private PagePictures() {}

  static Picture of(LineFigure figure) {
    String caption = (figure.title() + ". " + figure.axes()).strip();
    return picture(figure, caption, PageTables.of(figure));
  }

  /** Heatmaps, with those of all maps that they draw. */
  static Picture of(AttentionFigure figure, List<RunAttention> all) {
    List<List<DataTable.Cell>> rows = new ArrayList<>();
    for (RunAttention each : all) {
      AttentionMap map = each.map();
      if (!figure.name().equals(AttentionFigure.nameOf(map.example()))) {
        continue;
      }
      rows.add(
          List.of(
              PageTables.plain(Variant.of(each.run()).label()),
              PageTables.plain(String.join(" ", map.source())),
              PageTables.plain(String.join(" ", map.output())),
              PageTables.plain(String.join(" ", strongest(map)))));
    }
    String caption = figure.title() + ": the source along the top, the answer down the side.";
    return picture(figure, caption, new DataTable(figure.title(), ATTENTION, rows));
  }

  private static Picture picture(Figure figure, String caption, DataTable numbers) {
    String id = "figure-" + figure.name().replaceAll("\\s", "_");
    return new Picture(id, figure.title(), figure.inline(id), caption, numbers);
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
