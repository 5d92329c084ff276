package io.seqlab.evaluation;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.seqlab.config.measure.MetricName;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.decode.Wanted;
import io.seqlab.metric.EditDistance;
import io.seqlab.metric.ExactMatch;
import io.seqlab.metric.TextMetrics;
import io.seqlab.metric.TokenAccuracy;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The outputs and scores of a model on examples, and the metrics computed from them.
 *
 * @param answers one for each example; empty if no metric needs them
 * @param scores of references, one for each example; empty if no metric needs them
 * @param tokenizer of the target, to detokenize for text metrics
 */
public record EvaluationResult(
    List<Answer> answers, List<ReferenceScore> scores, Tokenizer tokenizer) {

  /** Decodes and scores examples, as far as the metrics need it. */
  public static EvaluationResult of(
      Evaluator evaluator, List<Example> examples, Collection<MetricName> metrics) {
    boolean answers = metrics.stream().anyMatch(MetricName::needsDecoding);
    boolean scores = !metrics.stream().allMatch(MetricName::needsDecoding);
    return new EvaluationResult(
        answers ? evaluator.decode(examples, Wanted.TOKENS) : List.of(),
        scores ? evaluator.score(examples) : List.of(),
        evaluator.tokenizer());
  }

  /** Several metrics over all examples. */
  public Map<MetricName, Double> measure(Collection<MetricName> metrics) {
    Map<MetricName, Double> values = new EnumMap<>(MetricName.class);
    metrics.forEach(metric -> values.put(metric, value(metric)));
    return values;
  }

  /** One metric over all examples. */
  public double value(MetricName metric) {
    if (metric.isText()) {
      List<List<String>> references =
          answers.stream().map(answer -> answer.referenceTexts(tokenizer)).toList();
      return TextMetrics.of(metric.key()).corpus(texts(hypotheses()), references);
    }
    return switch (metric) {
      case EXACT_MATCH -> ExactMatch.corpus(hypotheses(), references());
      case TOKEN_ACCURACY -> TokenAccuracy.corpus(hypotheses(), references());
      case EDIT_DISTANCE -> EditDistance.corpus(hypotheses(), references());
      case LOSS -> loss();
      case PERPLEXITY -> Math.exp(loss());
      default -> throw new IllegalStateException(metric + " is no text metric");
    };
  }

  private double loss() {
    double sum = scores.stream().mapToDouble(ReferenceScore::logProbability).sum();
    return -sum / scores.stream().mapToLong(ReferenceScore::tokens).sum();
  }

  /** The results by {@link Bins} of source length. */
  public NavigableMap<Integer, EvaluationResult> bySourceLength(List<Example> examples, int width) {
    return byLength(examples, example -> example.source().size(), width);
  }

  /** The results by {@link Bins} of target length. */
  public NavigableMap<Integer, EvaluationResult> byTargetLength(List<Example> examples, int width) {
    return byLength(examples, example -> example.target().size(), width);
  }

  private NavigableMap<Integer, EvaluationResult> byLength(
      List<Example> examples, ToIntFunction<Example> length, int width) {
    return IntStream.range(0, examples.size())
        .boxed()
        .collect(
            groupingBy(
                i -> Bins.of(length.applyAsInt(examples.get(i)), width),
                TreeMap::new,
                collectingAndThen(toList(), this::select)));
  }

  private EvaluationResult select(List<Integer> members) {
    return new EvaluationResult(select(members, answers), select(members, scores), tokenizer);
  }

  private static <T> List<T> select(List<Integer> members, List<T> all) {
    return all.isEmpty() ? all : members.stream().map(all::get).toList();
  }

  private List<List<String>> hypotheses() {
    return answers.stream().map(Answer::tokens).toList();
  }

  private List<List<String>> references() {
    return answers.stream().map(Answer::reference).toList();
  }

  private List<String> texts(List<List<String>> sentences) {
    return sentences.stream().map(tokenizer::detokenize).toList();
  }
}
