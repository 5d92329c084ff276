package io.seqlab.study.plan;

import io.seqlab.data.core.Example;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.study.plan.TrainingSet.Overlap;
import java.util.IntSummaryStatistics;
import java.util.List;

/**
 * Size statistics of a split.
 *
 * @param pairs used pairs
 * @param empty pairs skipped in training because a side is empty
 * @param tooLong pairs skipped in training because of their length
 * @param keptEmpty used pairs with an empty side, as validation and test keep them
 * @param inTraining examples that stand in the training split too; none for that split itself
 */
public record SplitSummary(
    String name,
    int pairs,
    int empty,
    int tooLong,
    int keptEmpty,
    Side source,
    Side target,
    Overlap inTraining) {

  /** Tokens, distinct tokens (types) and sequence lengths of one side, without end-of-sequence. */
  public record Side(long tokens, long types, int shortest, double mean, int longest) {
    private static Side of(List<List<String>> sequences) {
      IntSummaryStatistics lengths = sequences.stream().mapToInt(List::size).summaryStatistics();
      long types = sequences.stream().flatMap(List::stream).distinct().count();
      return new Side(
          lengths.getSum(), types, lengths.getMin(), lengths.getAverage(), lengths.getMax());
    }
  }

  /** Statistics of a split with at least one example. */
  public static SplitSummary of(String name, SplitExamples split, Overlap inTraining) {
    List<Example> examples = split.examples();
    return new SplitSummary(
        name,
        examples.size(),
        split.empty(),
        split.tooLong(),
        (int) examples.stream().filter(SplitSummary::hasEmptySide).count(),
        Side.of(examples.stream().map(Example::source).toList()),
        Side.of(examples.stream().map(Example::target).toList()),
        inTraining);
  }

  private static boolean hasEmptySide(Example example) {
    return example.source().isEmpty() || example.target().isEmpty();
  }
}
