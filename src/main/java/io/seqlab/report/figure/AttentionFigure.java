package io.seqlab.report.figure;

import io.seqlab.report.figure.Canvas.Anchor;
import io.seqlab.report.figure.Canvas.Lettering;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Attention heatmaps of one example, with a colour scale below. */
public record AttentionFigure(String name, String title, List<Heatmap> heatmaps) implements Figure {
  private static final String CAPTION = "attention weight";
  private static final int MARGIN = 14;
  private static final int MAX_WIDTH = 1150;
  private static final int LEGEND = 34;
  private static final int BAR = 12;
  private static final int BAR_STEPS = 40;
  private static final int BAR_STEP = 4;

  private record Layout(List<Point> positions, int width, int height) {}

  /** The name of the figure that shows all models on one example. */
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
      Point position = layout.positions.get(i);
      heatmaps.get(i).draw(canvas, position.x, position.y);
    }
    drawScale(canvas, layout.height - LEGEND / 2 - MARGIN / 2);
  }

  /** Places heatmaps in rows of limited width. */
  private Layout layout() {
    List<Point> positions = new ArrayList<>();
    int x = MARGIN;
    int y = MARGIN;
    int width = 2 * MARGIN + 340;
    int rowHeight = 0;
    for (Heatmap heatmap : heatmaps) {
      if (x > MARGIN && x + heatmap.width() > MAX_WIDTH) {
        x = MARGIN;
        y += rowHeight + MARGIN;
        rowHeight = 0;
      }
      positions.add(new Point(x, y));
      x += heatmap.width() + MARGIN;
      width = Math.max(width, x);
      rowHeight = Math.max(rowHeight, heatmap.height());
    }
    return new Layout(positions, width, y + rowHeight + LEGEND + MARGIN);
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
