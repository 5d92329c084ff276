package io.seqlab.evaluation;

import io.seqlab.config.measure.MetricName;
import io.seqlab.metric.Bleu;
import io.seqlab.metric.EditDistance;
import io.seqlab.metric.TokenAccuracy;
import java.util.Arrays;
import java.util.List;

/**
 * Metrics from sufficient statistics: counts of each example, whose sums over any set of examples
 * give the metric of that set. Slices and bootstrap samples need no text.
 */
public final class MetricSums {
  private MetricSums() {}

  /** The counts of example i, without the length of its target. */
  public static List<Double> counts(MetricName metric, EvaluationResult result, int i) {
    return switch (metric) {
      case EXACT_MATCH ->
          List.of(answer(result, i).tokens().equals(answer(result, i).reference()) ? 1.0 : 0.0);
      case TOKEN_ACCURACY ->
          List.of(
              (double)
                  TokenAccuracy.correct(answer(result, i).tokens(), answer(result, i).reference()));
      case EDIT_DISTANCE ->
          List.of(
              (double)
                  EditDistance.between(answer(result, i).tokens(), answer(result, i).reference()));
      case BLEU -> bleu(result, answer(result, i));
      case LOSS, PERPLEXITY -> List.of(result.scores().get(i).logProbability());
    };
  }

  private static Answer answer(EvaluationResult result, int i) {
    return result.answers().get(i);
  }

  private static List<Double> bleu(EvaluationResult result, Answer answer) {
    String hypothesis = result.tokenizer().detokenize(answer.tokens());
    String reference = result.tokenizer().detokenize(answer.reference());
    return Arrays.stream(Bleu.counts(hypothesis, reference)).asDoubleStream().boxed().toList();
  }

  /** What an example adds to the sums: its counts and their denominator. */
  public static double[] summands(MetricName metric, List<Double> counts, long targetLength) {
    return switch (metric) {
      case EXACT_MATCH -> new double[] {counts.get(0), 1};
      case TOKEN_ACCURACY, LOSS, PERPLEXITY -> new double[] {counts.get(0), targetLength + 1.0};
      case EDIT_DISTANCE -> new double[] {counts.get(0), targetLength};
      case BLEU -> counts.stream().mapToDouble(Double::doubleValue).toArray();
    };
  }

  /** The metric of a set of examples from the sums of their {@link #summands}. */
  public static double value(MetricName metric, double[] sums) {
    return switch (metric) {
      case EXACT_MATCH, TOKEN_ACCURACY -> sums[0] / sums[1];
      case EDIT_DISTANCE -> EditDistance.rate(sums[0], sums[1]);
      case LOSS -> -sums[0] / sums[1];
      case PERPLEXITY -> Math.exp(-sums[0] / sums[1]);
      case BLEU -> Bleu.of(Arrays.stream(sums).mapToLong(Math::round).toArray()).score();
    };
  }
}
