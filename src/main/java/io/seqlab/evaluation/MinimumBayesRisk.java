package io.seqlab.evaluation;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.measure.MetricName;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.decode.Hypothesis;
import io.seqlab.decode.Search;
import io.seqlab.metric.EditDistance;
import io.seqlab.metric.TextMetric;
import io.seqlab.metric.TextMetrics;
import io.seqlab.metric.TokenAccuracy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/**
 * Minimum Bayes risk decoding (Kumar and Byrne 2004; Eikema and Aziz 2020, section 6): of N
 * samples, the one with the highest expected utility, estimated on the samples themselves:
 *
 * <pre>
 *   ŷ = argmax_h 1/N Σ_n u(h, y_n)
 * </pre>
 *
 * @param sampling draws the samples
 * @param output the tokens of a sample
 * @param utility u of a hypothesis and a reference
 * @param answers most different samples that are returned, highest expected utility first
 * @param cancellation ends the comparisons, whose number is the square of that of the samples
 */
record MinimumBayesRisk(
    Search sampling,
    Function<Hypothesis, List<String>> output,
    ToDoubleBiFunction<List<String>, List<String>> utility,
    int answers,
    Cancellation cancellation)
    implements Search {

  @Override
  public List<List<Hypothesis>> search(NDManager manager, int[][] sources) {
    return sampling.search(manager, sources).stream().map(this::best).toList();
  }

  private List<Hypothesis> best(List<Hypothesis> samples) {
    Map<List<String>, Hypothesis> first = new LinkedHashMap<>();
    List<List<String>> outputs = new ArrayList<>();
    for (Hypothesis sample : samples) {
      outputs.add(output.apply(sample));
      first.putIfAbsent(output.apply(sample), sample);
    }
    ToDoubleBiFunction<List<String>, List<String>> cancellable =
        (h, r) -> {
          cancellation.check();
          return utility.applyAsDouble(h, r);
        };
    return ranked(outputs, cancellable).stream().limit(answers).map(first::get).toList();
  }

  /** The different samples, highest expected utility first; of equal ones the first drawn. */
  static <T> List<T> ranked(List<T> samples, ToDoubleBiFunction<T, T> utility) {
    Map<T, Integer> counts = new LinkedHashMap<>();
    samples.forEach(sample -> counts.merge(sample, 1, Integer::sum));
    Map<T, Double> expected = new LinkedHashMap<>();
    for (T hypothesis : counts.keySet()) {
      double sum = 0;
      for (Map.Entry<T, Integer> each : counts.entrySet()) {
        sum += each.getValue() * utility.applyAsDouble(hypothesis, each.getKey());
      }
      expected.put(hypothesis, sum / samples.size());
    }
    Comparator<T> byUtility = Comparator.comparingDouble(expected::get);
    return counts.keySet().stream().sorted(byUtility.reversed()).toList();
  }

  /** A metric of one hypothesis and one reference as a utility, negated if lower is better. */
  static ToDoubleBiFunction<List<String>, List<String>> utility(
      MetricName metric, Tokenizer tokenizer) {
    if (metric.isText()) {
      TextMetric text = TextMetrics.of(metric.key());
      int sign = metric.higherIsBetter() ? 1 : -1;
      return (h, r) ->
          sign * text.sentence(tokenizer.detokenize(h), List.of(tokenizer.detokenize(r)));
    }
    return switch (metric) {
      case EXACT_MATCH -> (h, r) -> h.equals(r) ? 1 : 0;
      case TOKEN_ACCURACY -> (h, r) -> TokenAccuracy.correct(h, r) / (r.size() + 1.0);
      case EDIT_DISTANCE -> (h, r) -> -EditDistance.rate(EditDistance.between(h, r), r.size());
      default -> throw new IllegalArgumentException(metric + " does not compare two outputs");
    };
  }
}
