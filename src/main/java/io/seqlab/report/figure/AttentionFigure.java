package io.seqlab.report.figure;

import io.seqlab.report.figure.Canvas.Anchor;
import io.seqlab.report.figure.Canvas.Lettering;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Heatmaps of one example, side by side, with the scale of their colours below. */
public record AttentionFigure(String name, String title, List<Heatmap> heatmaps) implements Figure {
  private static final String CAPTION = "attention weight";
  private static final int MARGIN = 14;
  private static final int WIDEST = 1150;
  private static final int LEGEND = 34;
  private static final int BAR = 12;
  private static final int BAR_STEPS = 40;
  private static final int BAR_STEP = 4;

  private record Layout(List<Point> places, int width, int height) {}

  /** Of the figure of an example with all its models. */
  public static String nameOf(String example) {
    return "attention-" + example;
  }

  @Override
  public String description() {
    return "Attention weights: source tokens along the top, output tokens down the side, darker is"
        + " more.";
  }

  @Override
  public int width() {
    return layout().width;
  }

  @Override
  public int height() {
    return layout().height;
  }

  @Override
  public void draw(Canvas canvas) {
    Layout layout = layout();
    for (int i = 0; i < heatmaps.size(); i++) {
      Point place = layout.places.get(i);
      heatmaps.get(i).draw(canvas, place.x, place.y);
    }
    drawScale(canvas, layout.height - LEGEND / 2 - MARGIN / 2);
  }

  /** In rows, a new one where the next heatmap would make the figure too wide. */
  private Layout layout() {
    List<Point> places = new ArrayList<>();
    int x = MARGIN;
    int y = MARGIN;
    int width = 2 * MARGIN + 340;
    int rowHeight = 0;
    for (Heatmap heatmap : heatmaps) {
      if (x > MARGIN && x + heatmap.width() > WIDEST) {
        x = MARGIN;
        y += rowHeight + MARGIN;
        rowHeight = 0;
      }
      places.add(new Point(x, y));
      x += heatmap.width() + MARGIN;
      width = Math.max(width, x);
      rowHeight = Math.max(rowHeight, heatmap.height());
    }
    return new Layout(places, width, y + rowHeight + LEGEND + MARGIN);
  }

  private static void drawScale(Canvas canvas, int y) {
    Lettering small = Lettering.plain(12, Anchor.START);
    canvas.text(CAPTION, MARGIN, y, small);
    int x = MARGIN + TextWidth.of(CAPTION, 12) + 22;
    canvas.text("0", x - 6, y, Lettering.plain(12, Anchor.END));
    for (int i = 0; i < BAR_STEPS; i++) {
      Rectangle column = new Rectangle(x + i * BAR_STEP, y - BAR / 2, BAR_STEP, BAR);
      canvas.fill(Palette.weight((i + 0.5) / BAR_STEPS), column);
    }
    Rectangle bar = new Rectangle(x, y - BAR / 2, BAR_STEPS * BAR_STEP, BAR);
    canvas.stroke(Palette.GREY, Palette.THIN, bar);
    canvas.text("1", x + bar.width + 6, y, small);
  }
}
