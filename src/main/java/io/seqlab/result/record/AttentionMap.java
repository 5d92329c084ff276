package io.seqlab.result.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Attention weights of a model on one example.
 *
 * @param example name of the example, used as a file name: letters, digits, {@code .}, {@code _},
 *     {@code -}
 * @param source S source tokens
 * @param output T output tokens
 * @param weights (T, S), one row per output token, each weight from 0 to 1
 */
public record AttentionMap(
    String example, List<String> source, List<String> output, List<List<Float>> weights) {
  private static final String END = "</s>";

  /** Rounding of a mean over heads. */
  private static final float ROUNDING = 1e-3f;

  public AttentionMap {
    if (!example.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("not usable as a file name: '" + example + "'");
    }
    source = List.copyOf(source);
    output = List.copyOf(output);
    weights = weights.stream().map(List::copyOf).toList();
    int s = source.size();
    if (weights.size() != output.size() || weights.stream().anyMatch(row -> row.size() != s)) {
      throw new IllegalArgumentException(
          "attention of %s is not %d by %d".formatted(example, output.size(), s));
    }
    if (!weights.stream().flatMap(List::stream).allMatch(w -> w >= 0 && w <= 1 + ROUNDING)) {
      throw new IllegalArgumentException(
          "attention of %s has a weight that is not from 0 to 1".formatted(example));
    }
  }

  /**
   * Adds the end-of-sequence token to the source, and to the output if it has a row of weights.
   *
   * @param weights one row per token of {@code output}, plus one if the output ended
   */
  public static AttentionMap ofOutput(
      String example, List<String> source, List<String> output, List<float[]> weights) {
    List<String> rows = new ArrayList<>(output);
    if (weights.size() > output.size()) {
      rows.add(END);
    }
    List<String> columns = new ArrayList<>(source);
    columns.add(END);
    return of(example, columns, rows, weights.toArray(new float[0][]));
  }

  /** Converts weights (T, S) from an array. */
  public static AttentionMap of(
      String example, List<String> source, List<String> output, float[][] weights) {
    List<List<Float>> rows = new ArrayList<>();
    for (float[] row : weights) {
      List<Float> cells = new ArrayList<>();
      for (float weight : row) {
        cells.add(weight);
      }
      rows.add(cells);
    }
    return new AttentionMap(example, source, output, rows);
  }
}
