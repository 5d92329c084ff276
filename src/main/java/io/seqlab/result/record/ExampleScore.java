package io.seqlab.result.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one test example adds to the metrics of a run: a row of {@code examples.csv}. Nothing of the
 * example's text is in it.
 *
 * @param example its place among the test examples, from 1
 * @param sourceLength tokens of the source
 * @param targetLength tokens of the reference
 * @param counts by the key of the metric: of exact_match 1 or 0, of token_accuracy the right
 *     positions, of edit_distance the edits, of loss and perplexity the log-probability in nats, of
 *     bleu the matches and the totals of 1-grams to 4-grams and the lengths of both texts
 */
public record ExampleScore(
    RunKey key,
    long example,
    long sourceLength,
    long targetLength,
    Map<String, List<Double>> counts) {
  public ExampleScore {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}
