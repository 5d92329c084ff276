package io.seqlab.report.figure;

import io.seqlab.report.figure.Canvas.Anchor;
import io.seqlab.report.figure.Canvas.Lettering;
import io.seqlab.result.record.AttentionMap;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One attention map: the source along the top, the answer down the side, a square for each weight.
 * Sentences are cut at {@value #MOST} tokens, and long tokens in their middle, and say so.
 */
final class Heatmap {
  private static final int MOST = 60;
  private static final int LONGEST_LABEL = 18;
  private static final int LETTER = 13;
  private static final int WIDEST_CELL = 36;
  private static final int GAP = 6;
  private static final int HEAD = 26;
  private static final int SHADES = 50;

  private final String title;
  private final List<String> source;
  private final List<String> output;
  private final List<List<Float>> weights;
  private final int cell;
  private final int left;
  private final int top;
  private final boolean slanted;

  Heatmap(String model, AttentionMap map) {
    source = labels(map.source());
    output = labels(map.output());
    weights = map.weights();
    boolean cut = map.source().size() > MOST || map.output().size() > MOST;
    title = cut ? model + " (first " + MOST + " tokens)" : model;
    cell = cell();
    left = widest(output) + GAP;
    slanted = widest(source) > cell;
    top = HEAD + (slanted ? slant(widest(source)) : LETTER) + GAP;
  }

  /** Small for long sentences; of a short one, wide enough for words of two or three letters. */
  private int cell() {
    if (Math.max(source.size(), output.size()) > 16) {
      return 18;
    }
    int label = widest(source) + 4;
    return label <= WIDEST_CELL ? Math.max(24, label) : 24;
  }

  int width() {
    int last = source.isEmpty() ? 0 : TextWidth.of(source.get(source.size() - 1), LETTER);
    int grid = left + cell * source.size() + (slanted ? slant(last) : 0) + GAP;
    return Math.max(grid, left + TextWidth.of(title, LETTER + 1));
  }

  int height() {
    return top + cell * output.size() + GAP;
  }

  /** Draws it with its upper left corner at the point. */
  void draw(Canvas canvas, int x, int y) {
    canvas.text(title, x + left, y + HEAD / 2, new Lettering(LETTER + 1, true, Anchor.START, 0));
    Lettering above =
        slanted
            ? new Lettering(LETTER, false, Anchor.START, -50)
            : new Lettering(LETTER, false, Anchor.MIDDLE, 0);
    for (int s = 0; s < source.size(); s++) {
      int middle = x + left + cell * s + cell / 2;
      canvas.text(source.get(s), middle, y + top - GAP - (slanted ? 0 : LETTER / 2), above);
    }
    Lettering beside = new Lettering(LETTER, false, Anchor.END, 0);
    for (int t = 0; t < output.size(); t++) {
      canvas.text(output.get(t), x + left - GAP, y + top + cell * t + cell / 2, beside);
    }
    shades(x + left, y + top)
        .forEach((shade, squares) -> canvas.fill(Palette.weight((double) shade / SHADES), squares));
    Shape frame = new Rectangle(x + left, y + top, cell * source.size(), cell * output.size());
    canvas.stroke(Palette.GREY, Palette.THIN, frame);
  }

  /** The squares of each shade, as one shape; those as white as the paper are left out. */
  private Map<Integer, Path2D> shades(int x, int y) {
    Map<Integer, Path2D> shades = new TreeMap<>();
    for (int t = 0; t < output.size(); t++) {
      for (int s = 0; s < source.size(); s++) {
        int shade = Math.round(SHADES * Math.min(1f, Math.max(0f, weights.get(t).get(s))));
        if (shade > 0) {
          Shape square = new Rectangle(x + cell * s, y + cell * t, cell, cell);
          shades.computeIfAbsent(shade, key -> new Path2D.Double()).append(square, false);
        }
      }
    }
    return shades;
  }

  private static int slant(int width) {
    return (int) Math.ceil(width * Math.sin(Math.toRadians(50)));
  }

  private static int widest(List<String> labels) {
    return labels.stream().mapToInt(label -> TextWidth.of(label, LETTER)).max().orElse(0);
  }

  private static List<String> labels(List<String> tokens) {
    return tokens.stream().limit(MOST).map(Heatmap::label).toList();
  }

  /** A blank is made visible; a long token keeps its two ends. */
  private static String label(String token) {
    if (token.isBlank()) {
      return "␣";
    }
    int[] points = token.codePoints().toArray();
    if (points.length <= LONGEST_LABEL) {
      return token;
    }
    int half = LONGEST_LABEL / 2;
    return new String(points, 0, half) + "…" + new String(points, points.length - half, half);
  }
}
