package io.seqlab.decode;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;

/**
 * Greedy search: takes the most probable token at each step. An answer of maximum length that has
 * not ended then is cut off; its log-probability is that of its tokens.
 */
public record GreedySearch(SearchSettings settings) implements Search {
  @Override
  public List<List<Hypothesis>> search(NDManager manager, int[][] sources) {
    TokenRules rules = TokenRules.of(settings);
    RowSearch rows =
        new RowSearch(settings, (row, scores, at, prefix) -> best(rules, scores, at, prefix), 1);
    return Arrays.stream(rows.search(manager, sources)).map(List::of).toList();
  }

  /** The first allowed token of highest score, which mostly is that of all tokens. */
  private static int best(TokenRules rules, StepScores scores, int at, int[] prefix) {
    int best = scores.best(at);
    return rules.keepBest(best, prefix) ? best : best(rules.apply(scores.row(at), prefix));
  }

  /** The first token of highest score. */
  private static int best(float[] scores) {
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int v = 0; v < scores.length; v++) {
      if (!(scores[v] <= highest)) { // higher, or NaN
        NonFiniteScoreException.requireNumber(scores[v]);
        highest = scores[v];
        best = v;
      }
    }
    return best;
  }
}
