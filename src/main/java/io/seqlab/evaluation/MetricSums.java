package io.seqlab.evaluation;

import io.seqlab.config.measure.MetricName;
import io.seqlab.metric.EditDistance;
import io.seqlab.metric.TextMetrics;
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
    if (metric == MetricName.LOSS || metric == MetricName.PERPLEXITY) {
      return List.of(result.scores().get(i).logProbability());
    }
    Answer answer = result.answers().get(i);
    if (metric.isText()) {
      String hypothesis = result.tokenizer().detokenize(answer.tokens());
      List<String> references = answer.referenceTexts(result.tokenizer());
      double[] counts = TextMetrics.of(metric.key()).counts(hypothesis, references);
      return Arrays.stream(counts).boxed().toList();
    }
    return List.of(
        switch (metric) {
          case EXACT_MATCH -> answer.tokens().equals(answer.reference()) ? 1.0 : 0.0;
          case TOKEN_ACCURACY ->
              (double) TokenAccuracy.correct(answer.tokens(), answer.reference());
          case EDIT_DISTANCE -> (double) EditDistance.between(answer.tokens(), answer.reference());
          default -> throw new IllegalStateException(metric + " has no counts");
        });
  }

  /** What an example adds to the sums: its counts and their denominator. */
  public static double[] summands(MetricName metric, List<Double> counts, long targetLength) {
    return switch (metric) {
      case EXACT_MATCH -> new double[] {counts.get(0), 1};
      case TOKEN_ACCURACY, LOSS, PERPLEXITY -> new double[] {counts.get(0), targetLength + 1.0};
      case EDIT_DISTANCE -> new double[] {counts.get(0), targetLength};
      default -> counts.stream().mapToDouble(Double::doubleValue).toArray();
    };
  }

  /** The metric of a set of examples from the sums of their {@link #summands}. */
  public static double value(MetricName metric, double[] sums) {
    return switch (metric) {
      case EXACT_MATCH, TOKEN_ACCURACY -> sums[0] / sums[1];
      case EDIT_DISTANCE -> EditDistance.rate(sums[0], sums[1]);
      case LOSS -> -sums[0] / sums[1];
      case PERPLEXITY -> Math.exp(-sums[0] / sums[1]);
      default -> TextMetrics.of(metric.key()).score(sums);
    };
  }
}
