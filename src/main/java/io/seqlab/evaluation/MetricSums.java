package io.seqlab.evaluation;

import io.seqlab.config.measure.MetricName;
import io.seqlab.metric.Bleu;
import io.seqlab.metric.EditDistance;
import io.seqlab.metric.TokenAccuracy;
import java.util.Arrays;
import java.util.List;

/**
 * Metrics in parts: what each example counts for, and the metric of any set of examples from the
 * sums of their counts. So a metric can be computed again on a slice or a draw of the examples,
 * without their text.
 */
public final class MetricSums {
  private MetricSums() {}

  /** What example i counts for, in as few numbers as will do beside the length of its target. */
  public static List<Double> counts(MetricName metric, EvaluationResult quality, int i) {
    return switch (metric) {
      case EXACT_MATCH ->
          List.of(answer(quality, i).tokens().equals(answer(quality, i).reference()) ? 1.0 : 0.0);
      case TOKEN_ACCURACY ->
          List.of(
              (double)
                  TokenAccuracy.correct(
                      answer(quality, i).tokens(), answer(quality, i).reference()));
      case EDIT_DISTANCE ->
          List.of(
              (double)
                  EditDistance.between(
                      answer(quality, i).tokens(), answer(quality, i).reference()));
      case BLEU -> bleu(quality, answer(quality, i));
      case LOSS, PERPLEXITY -> List.of(quality.scores().get(i).logProbability());
    };
  }

  private static Answer answer(EvaluationResult quality, int i) {
    return quality.answers().get(i);
  }

  private static List<Double> bleu(EvaluationResult quality, Answer answer) {
    String hypothesis = quality.tokenizer().detokenize(answer.tokens());
    String reference = quality.tokenizer().detokenize(answer.reference());
    return Arrays.stream(Bleu.counts(hypothesis, reference)).asDoubleStream().boxed().toList();
  }

  /** What an example adds to the sums: its counts, and what they are out of. */
  public static double[] summands(MetricName metric, List<Double> counts, long targetLength) {
    return switch (metric) {
      case EXACT_MATCH -> new double[] {counts.get(0), 1};
      case TOKEN_ACCURACY, LOSS, PERPLEXITY -> new double[] {counts.get(0), targetLength + 1.0};
      case EDIT_DISTANCE -> new double[] {counts.get(0), targetLength};
      case BLEU -> counts.stream().mapToDouble(Double::doubleValue).toArray();
    };
  }

  /** The metric of the examples whose {@link #summands} were summed. */
  public static double value(MetricName metric, double[] sums) {
    return switch (metric) {
      case EXACT_MATCH, TOKEN_ACCURACY -> sums[0] / sums[1];
      case EDIT_DISTANCE -> sums[0] == 0 ? 0 : sums[0] / sums[1];
      case LOSS -> -sums[0] / sums[1];
      case PERPLEXITY -> Math.exp(-sums[0] / sums[1]);
      case BLEU -> Bleu.of(Arrays.stream(sums).mapToLong(Math::round).toArray()).score();
    };
  }
}
