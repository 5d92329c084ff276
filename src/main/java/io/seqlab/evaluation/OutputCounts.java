package io.seqlab.evaluation;

import io.seqlab.config.measure.MetricName;
import io.seqlab.data.text.Tokenizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The counts of outputs by their text. Runs of a study are tested on the same examples, and most of
 * their outputs are right: what does not depend on the output is computed for the first of them.
 * Safe for several threads.
 */
public final class OutputCounts {
  private static final String UNKNOWN = "<unk>";

  private final Tokenizer tokenizer;
  private final Map<Integer, Known> lines = new ConcurrentHashMap<>();

  public OutputCounts(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** A line of the last run, as if its output was the reference. */
  private record Known(String source, String reference, Counts right) {
    boolean isOf(String otherSource, String otherReference) {
      return source.equals(otherSource) && reference.equals(otherReference);
    }
  }

  /** The counts of an output at a line. */
  public Counts of(int line, String source, String reference, String hypothesis) {
    Known known = lines.get(line);
    if (known == null || !known.isOf(source, reference)) {
      List<String> tokens = tokenizer.tokenize(reference);
      Counts right = new Counts(tokenizer.tokenize(source), tokens, tokens);
      known = new Known(source, reference, right);
      lines.put(line, known);
    }
    return hypothesis.equals(reference)
        ? known.right()
        : new Counts(known.right().source, known.right().reference, tokenizer.tokenize(hypothesis));
  }

  /** The counts of one output. */
  public final class Counts {
    private final List<String> source;
    private final List<String> reference;
    private final List<String> tokens;
    private final Map<MetricName, double[]> counts = new EnumMap<>(MetricName.class);
    private final boolean complete;

    private Counts(List<String> source, List<String> reference, List<String> tokens) {
      this.source = source;
      this.reference = reference;
      this.tokens = tokens;
      complete = tokenizer == Tokenizer.WORD || !tokenizer.detokenize(tokens).contains(UNKNOWN);
    }

    public long sourceLength() {
      return source.size();
    }

    public long targetLength() {
      return reference.size();
    }

    /** Whether text has the tokens of the output: an unknown token of characters is not one. */
    public boolean isExact(MetricName metric) {
      return metric == MetricName.EXACT_MATCH || complete;
    }

    public synchronized double[] of(MetricName metric) {
      return counts.computeIfAbsent(
          metric,
          any -> {
            Answer answer = new Answer(source, reference, tokens, Double.NaN, List.of());
            EvaluationResult result = new EvaluationResult(List.of(answer), List.of(), tokenizer);
            List<Double> ofMetric = MetricSums.counts(metric, result, 0);
            double[] values = new double[ofMetric.size()]; // a stream is slow for so few numbers
            Arrays.setAll(values, ofMetric::get);
            return values;
          });
    }
  }
}
