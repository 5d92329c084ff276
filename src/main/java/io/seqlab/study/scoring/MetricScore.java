package io.seqlab.study.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The score of a system by a metric.
 *
 * @param metric as it was chosen
 * @param signature its settings
 * @param details components of the score; empty if there are none
 */
public record MetricScore(
    String system, String metric, double score, String signature, String details) {

  /**
   * The score of one output.
   *
   * @param line number of the example, from 1
   */
  public record Sentence(String system, int line, String metric, double score) {}

  /** The scores of all systems by all metrics. */
  public static List<MetricScore> of(SystemOutputs outputs, List<ChosenMetric> metrics) {
    List<MetricScore> scores = new ArrayList<>();
    for (int s = 0; s < outputs.systems().size(); s++) {
      for (ChosenMetric metric : metrics) {
        MetricCounts counts =
            MetricCounts.of(metric.metric(), outputs.hypotheses().get(s), outputs);
        scores.add(of(outputs.systems().get(s), metric, counts, outputs));
      }
    }
    return scores;
  }

  static MetricScore of(
      String system, ChosenMetric metric, MetricCounts counts, SystemOutputs outputs) {
    int references = outputs.references().get(0).size();
    return new MetricScore(
        system,
        metric.key(),
        counts.score(),
        metric.metric().signature(references + outputs.referenceSettings()),
        counts.details());
  }

  /** The scores of each output of each system, in the order of the examples. */
  public static List<Sentence> sentences(SystemOutputs outputs, List<ChosenMetric> metrics) {
    List<Sentence> scores = new ArrayList<>();
    for (int s = 0; s < outputs.systems().size(); s++) {
      String system = outputs.systems().get(s);
      List<String> hypotheses = outputs.hypotheses().get(s);
      IntStream.range(0, outputs.examples())
          .forEach(
              i ->
                  metrics.forEach(
                      metric ->
                          scores.add(
                              new Sentence(
                                  system,
                                  i + 1,
                                  metric.key(),
                                  metric
                                      .metric()
                                      .sentence(hypotheses.get(i), outputs.references().get(i))))));
    }
    return scores;
  }
}
