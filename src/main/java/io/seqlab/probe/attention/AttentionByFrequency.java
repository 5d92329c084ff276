package io.seqlab.probe.attention;

import io.seqlab.data.core.Example;
import io.seqlab.evaluation.Bins;
import io.seqlab.probe.core.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How much weight falls on source tokens by their frequency rank in the training sources: the most
 * frequent has rank 1, and a bin holds the ranks with the same floor(log2 rank).
 */
final class AttentionByFrequency {
  private final Map<String, Integer> ranks = new HashMap<>();

  AttentionByFrequency(List<Example> train) {
    Map<String, Integer> counts = new HashMap<>();
    train.forEach(e -> e.source().forEach(token -> counts.merge(token, 1, Integer::sum)));
    Comparator<Map.Entry<String, Integer>> byCount = Map.Entry.comparingByValue();
    counts.entrySet().stream()
        .sorted(byCount.reversed().thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> ranks.put(entry.getKey(), ranks.size() + 1));
  }

  /** Weight on a bin, what even weights would put there, and how many weights that are. */
  private record Mass(double weight, double even, long n) {
    Mass plus(Mass other) {
      return new Mass(weight + other.weight, even + other.even, n + other.n);
    }
  }

  /**
   * By {@code log2_rank}: {@code attention_mass}, the share of all weight, and {@code
   * attention_ratio}, that weight over what even weights would put there. Tokens not seen in
   * training rank last.
   */
  List<Measurement> of(List<AttentionMatrix> matrices) {
    NavigableMap<Integer, Mass> bins = new TreeMap<>();
    long rows = 0;
    for (AttentionMatrix matrix : matrices) {
      List<String> source = matrix.example().source();
      rows += matrix.weights().size();
      for (float[] row : matrix.weights()) {
        for (int s = 0; s < source.size(); s++) {
          int bin = Bins.log2(ranks.getOrDefault(source.get(s), ranks.size() + 1));
          bins.merge(bin, new Mass(row[s], 1.0 / row.length, 1), Mass::plus);
        }
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    for (Map.Entry<Integer, Mass> bin : bins.entrySet()) {
      Mass m = bin.getValue();
      int x = bin.getKey();
      measurements.add(new Measurement("attention_mass", "log2_rank", x, m.weight() / rows, m.n()));
      measurements.add(
          new Measurement("attention_ratio", "log2_rank", x, m.weight() / m.even(), m.n()));
    }
    return measurements;
  }
}
