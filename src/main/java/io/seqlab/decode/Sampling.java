package io.seqlab.decode;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Ancestral sampling: draws each token from the model, at a temperature and, with top-k or top-p,
 * from the most probable tokens only ({@link TokenDistribution}). As many samples are drawn as
 * answers are wanted; they are in the order of the draws, and may be equal.
 *
 * <p>The log-probability of an answer is that of the model, without temperature and truncation. An
 * answer of maximum length that has not ended then is cut off, as in {@link GreedySearch}.
 *
 * @param draws the random numbers
 */
public record Sampling(SearchSettings settings, Draws draws) implements Search {
  @Override
  public List<List<Hypothesis>> search(NDManager manager, int[][] sources) {
    int samples = settings.wanted().answers();
    List<DoubleSupplier> numbers = new ArrayList<>();
    for (int[] source : sources) {
      for (int k = 0; k < samples; k++) {
        numbers.add(draws.of(source, k));
      }
    }
    TokenRules rules = TokenRules.of(settings);
    TokenDistribution distribution = TokenDistribution.of(settings.spec());
    Hypothesis[] rows =
        new RowSearch(
                settings,
                (row, scores, at, prefix) ->
                    distribution.draw(
                        rules.apply(scores.row(at), prefix), numbers.get(row).getAsDouble()),
                samples)
            .search(manager, sources);
    List<List<Hypothesis>> answers = new ArrayList<>();
    for (int b = 0; b < sources.length; b++) {
      answers.add(List.of(rows).subList(b * samples, (b + 1) * samples));
    }
    return answers;
  }
}
