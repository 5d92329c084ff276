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
 * A heatmap of attention weights: source tokens along the top, output tokens down the side.
 * Sentences are truncated to {@value #MAX_TOKENS} tokens, and long tokens in the middle, visibly.
 */
final class Heatmap {
  /** The mark of tokens by 13a, at which two of them join; few fonts have it. */
  private static final String JOINT = "￭";

  private static final int MAX_TOKENS = 60;
  private static final int MAX_LABEL = 18;
  private static final int LETTER = 13;
  private static final int MAX_CELL = 36;
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
    boolean truncated = map.source().size() > MAX_TOKENS || map.output().size() > MAX_TOKENS;
    title = truncated ? model + " (first " + MAX_TOKENS + " tokens)" : model;
    cell = cell();
    left = widest(output) + GAP;
    slanted = widest(source) > cell;
    top = HEAD + (slanted ? slant(widest(source)) : LETTER) + GAP;
  }

  /** Cell size: small for long sentences; for short ones, wide enough for short labels. */
  private int cell() {
    if (Math.max(source.size(), output.size()) > 16) {
      return 18;
    }
    int label = widest(source) + 4;
    return label <= MAX_CELL ? Math.max(24, label) : 24;
  }

  int width() {
    int last = source.isEmpty() ? 0 : TextWidth.of(source.get(source.size() - 1), LETTER);
    int grid = left + cell * source.size() + (slanted ? slant(last) : 0) + GAP;
    return Math.max(grid, left + TextWidth.of(title, LETTER + 1));
  }

  int height() {
    return top + cell * output.size() + GAP;
  }

  /** Draws the heatmap with its upper left corner at the point. */
  void draw(Canvas canvas, int x, int y) {
    canvas.text(title, x + left, y + HEAD / 2, new Lettering(LETTER + 1, true, Anchor.START, 0));
    Anchor anchor = slanted ? Anchor.START : Anchor.MIDDLE;
    Lettering above = new Lettering(LETTER, false, anchor, slanted ? -50 : 0);
    for (int s = 0; s < source.size(); s++) {
      int middle = x + left + cell * s + cell / 2;
      canvas.text(source.get(s), middle, y + top - GAP - (slanted ? 0 : LETTER / 2), above);
    }
    Lettering beside = new Lettering(LETTER, false, Anchor.END, 0);
    for (int t = 0; t < output.size(); t++) {
      canvas.text(output.get(t), x + left - GAP, y + top + cell * t + cell / 2, beside);
    }
    shades(x + left, y + top)
        .forEach((shade, cells) -> canvas.fill(Palette.weight((double) shade / SHADES), cells));
    Shape frame = new Rectangle(x + left, y + top, cell * source.size(), cell * output.size());
    canvas.stroke(Palette.GREY, Palette.THIN, frame);
  }

  /** The cells of each shade, as one shape; white cells are omitted. */
  private Map<Integer, Path2D> shades(int x, int y) {
    Map<Integer, Path2D> shades = new TreeMap<>();
    for (int t = 0; t < output.size(); t++) {
      for (int s = 0; s < source.size(); s++) {
        int shade = Math.round(SHADES * Math.min(1f, Math.max(0f, weights.get(t).get(s))));
        if (shade > 0) {
          Shape area = new Rectangle(x + cell * s, y + cell * t, cell, cell);
          shades.computeIfAbsent(shade, key -> new Path2D.Double()).append(area, false);
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
    return tokens.stream().limit(MAX_TOKENS).map(Heatmap::label).toList();
  }

  /** Makes a blank token visible and shortens a long one in the middle. */
  private static String label(String token) {
    if (token.isBlank()) {
      return "␣";
    }
    String plain = token.replace(JOINT, "");
    String shown = plain.isEmpty() ? token : plain;
    int[] points = shown.codePoints().toArray();
    if (points.length <= MAX_LABEL) {
      return shown;
    }
    int half = MAX_LABEL / 2;
    return new String(points, 0, half) + "…" + new String(points, points.length - half, half);
  }
}
