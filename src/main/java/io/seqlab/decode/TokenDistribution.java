package io.seqlab.decode;

import io.seqlab.config.DecodingSpec;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The distribution that {@link Sampling} draws a token from: softmax of the scores divided by the
 * temperature, truncated to the k most probable tokens (Fan et al. 2018, section 5.1), then to the
 * fewest most probable tokens whose probabilities sum to at least p (Holtzman et al. 2020, section
 * 3.1), and renormalised. Of equally probable tokens the first is kept.
 *
 * @param topK 0 for all tokens
 * @param topP 1 for all tokens
 */
record TokenDistribution(double temperature, int topK, double topP) {
  static TokenDistribution of(DecodingSpec spec) {
    return new TokenDistribution(spec.temperature(), spec.topK(), spec.topP());
  }

  /**
   * The probabilities of all tokens, (V).
   *
   * @param scores log-probabilities up to a constant; −∞ for tokens that may not follow
   */
  double[] probabilities(float[] scores) {
    double[] p = softmax(scores);
    boolean fewer = topK > 0 && topK < p.length;
    if (fewer || topP < 1) {
      truncate(p, scores, fewer ? topK : p.length);
    }
    return p;
  }

  private double[] softmax(float[] scores) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      NonFiniteScoreException.requireNumber(score);
      highest = Math.max(highest, score);
    }
    double[] p = new double[scores.length];
    for (int v = 0; v < p.length; v++) {
      p[v] = Math.exp((scores[v] - highest) / temperature);
    }
    normalise(p);
    return p;
  }

  private static void normalise(double[] p) {
    double sum = 0;
    for (double each : p) {
      sum += each;
    }
    for (int v = 0; v < p.length; v++) {
      p[v] /= sum;
    }
  }

  private void truncate(double[] p, float[] scores, int k) {
    int[] order = k < p.length ? highest(scores, k) : probable(scores, p);
    double total = 0;
    for (int token : order) {
      total += p[token];
    }
    total = k < p.length ? total : 1; // the others are not in the order
    double[] truncated = new double[p.length];
    double sum = 0;
    for (int rank = 0; rank < order.length && (rank == 0 || sum < topP * total); rank++) {
      sum += p[order[rank]];
      truncated[order[rank]] = p[order[rank]];
    }
    normalise(truncated);
    System.arraycopy(truncated, 0, p, 0, p.length);
  }

  /** The k tokens of highest score, in {@link #key order}. */
  private static int[] highest(float[] scores, int k) {
    PriorityQueue<Long> best = new PriorityQueue<>(k, Comparator.reverseOrder());
    for (int v = 0; v < scores.length; v++) {
      long key = key(scores[v], v);
      if (best.size() < k) {
        best.add(key);
      } else if (key < best.element()) {
        best.remove();
        best.add(key);
      }
    }
    return tokens(best.stream().mapToLong(key -> key));
  }

  /**
   * Tokens in {@link #key order}, without some that top-p cannot keep: V tokens of a probability
   * below (1 − p)/V have less than 1 − p together. Half of it leaves room for rounding.
   */
  private int[] probable(float[] scores, double[] p) {
    double least = (1 - topP) / (2 * p.length);
    return tokens(
        IntStream.range(0, p.length).filter(v -> p[v] >= least).mapToLong(v -> key(scores[v], v)));
  }

  /** Orders tokens by decreasing score, then increasing id. */
  private static long key(float score, int token) {
    int bits = Float.floatToIntBits(score);
    int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE); // as the floats
    return ((long) ~ordered << Integer.SIZE) | token;
  }

  private static int[] tokens(LongStream keys) {
    return keys.sorted().mapToInt(key -> (int) key).toArray();
  }

  /**
   * The token at a quantile.
   *
   * @param number from 0 to below 1
   */
  int draw(float[] scores, double number) {
    double[] p = probabilities(scores);
    double sum = 0;
    int last = 0;
    for (int v = 0; v < p.length; v++) {
      if (p[v] > 0) {
        sum += p[v];
        last = v;
        if (number < sum) {
          return v;
        }
      }
    }
    return last; // the sum is rounded to below 1
  }
}
