package io.seqlab.result.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a model looked while it answered one example.
 *
 * @param example name of the example, used as a file name: letters, digits, {@code .}, {@code _},
 *     {@code -}
 * @param source S source tokens
 * @param output T tokens of the answer
 * @param weights (T, S), each row the weights of one output token over the source
 */
public record AttentionMap(
    String example, List<String> source, List<String> output, List<List<Float>> weights) {
  private static final String END = "</s>";

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
  }

  /**
   * The weights (T, S) of one output, with the end-of-sequence token added to both sides.
   *
   * @param weights one row for each token of {@code output}, and one more if the output ended
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

  /** The same from an array (T, S). */
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
