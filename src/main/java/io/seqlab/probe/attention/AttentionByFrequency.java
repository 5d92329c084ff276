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
 * Attention weight on source tokens by frequency rank, along {@code log2_rank}. The most frequent
 * token of the training sources has rank 1; tokens unseen in training rank last; a bin holds the
 * ranks with the same floor(log2 rank).
 *
 * <ul>
 *   <li>{@code attention_mass}: the bin's share of all attention weight; the rest up to 1 is on
 *       end-of-sequence;
 *   <li>{@code attention_ratio}: that weight divided by the weight under uniform attention (1/S for
 *       each token); 1 means no preference.
 * </ul>
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

  /** Sums over the weights of a bin; {@code uniform} is what uniform attention would sum to. */
  private record WeightSum(double weight, double uniform, long n) {
    WeightSum plus(WeightSum other) {
      return new WeightSum(weight + other.weight, uniform + other.uniform, n + other.n);
    }
  }

  /** Both measures; n counts weights, that is pairs of target position and source token. */
  List<Measurement> measure(List<AttentionMatrix> matrices) {
    NavigableMap<Integer, WeightSum> bins = new TreeMap<>();
    long rows = 0;
    for (AttentionMatrix matrix : matrices) {
      List<String> source = matrix.example().source();
      rows += matrix.rows().size();
      for (float[] row : matrix.rows()) {
        for (int s = 0; s < source.size(); s++) {
          int bin = Bins.log2(ranks.getOrDefault(source.get(s), ranks.size() + 1));
          bins.merge(bin, new WeightSum(row[s], 1.0 / row.length, 1), WeightSum::plus);
        }
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    for (Map.Entry<Integer, WeightSum> bin : bins.entrySet()) {
      WeightSum sum = bin.getValue();
      double share = sum.weight() / rows;
      double ratio = sum.weight() / sum.uniform();
      int x = bin.getKey();
      measurements.add(new Measurement("attention_mass", "log2_rank", x, share, sum.n()));
      measurements.add(new Measurement("attention_ratio", "log2_rank", x, ratio, sum.n()));
    }
    return measurements;
  }
}
