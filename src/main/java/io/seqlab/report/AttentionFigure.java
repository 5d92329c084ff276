package io.seqlab.report;

import io.seqlab.report.Canvas.Anchor;
import io.seqlab.report.Canvas.Lettering;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Heatmaps of one example, side by side, with the scale of their colours below. */
record AttentionFigure(String name, String title, List<Heatmap> heatmaps) implements Figure {
  private static final int MARGIN = 14;
  private static final int WIDEST = 1150;
  private static final int LEGEND = 34;
  private static final int BAR_STEPS = 40;
  private static final int BAR_STEP = 4;

  private record Layout(List<Point> places, int width, int height) {}

  @Override
  public String description() {
    return "Attention weights: source tokens along the top, output tokens down the side, darker is"
        + " more.";
  }

  @Override
  public String svg() {
    Layout layout = layout();
    Svg svg = new Svg();
    draw(svg, layout);
    return svg.file(layout.width, layout.height, title, description());
  }

  @Override
  public BufferedImage image() {
    Layout layout = layout();
    Bitmap bitmap = new Bitmap(layout.width, layout.height, SCALE);
    draw(bitmap, layout);
    return bitmap.image();
  }

  private void draw(Canvas canvas, Layout layout) {
    for (int i = 0; i < heatmaps.size(); i++) {
      Point place = layout.places.get(i);
      heatmaps.get(i).draw(canvas, place.x, place.y);
    }
    drawLegend(canvas, layout.height - LEGEND / 2 - MARGIN / 2);
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

  private static void drawLegend(Canvas canvas, int y) {
    Lettering small = new Lettering(12, false, Anchor.START, 0);
    String caption = "attention weight   0";
    canvas.text(caption, MARGIN, y, small);
    int x = MARGIN + TextWidth.of(caption, 12) + 4;
    int height = 3 * BAR_STEP;
    for (int i = 0; i < BAR_STEPS; i++) {
      List<Point> column = new ArrayList<>();
      for (int j = 0; j < 3; j++) {
        column.add(new Point(x + i * BAR_STEP, y - height / 2 + j * BAR_STEP));
      }
      canvas.squares(Palette.weight((i + 0.5) / BAR_STEPS), BAR_STEP, column);
    }
    canvas.frame(x, y - height / 2, BAR_STEPS * BAR_STEP, height);
    canvas.text("1", x + BAR_STEPS * BAR_STEP + 6, y, small);
  }
}
