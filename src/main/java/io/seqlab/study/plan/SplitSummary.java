package io.seqlab.study.plan;

import io.seqlab.data.TaskData;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.DroppedPairs;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.study.plan.TrainingSet.Overlap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Size statistics of a split.
 *
 * @param pairs used pairs
 * @param dropped pairs of the text that are not used
 * @param keptEmpty used pairs with an empty side, as validation and test keep them
 * @param inTraining examples that stand in the training split too; none for that split itself
 */
public record SplitSummary(
    String name,
    int pairs,
    DroppedPairs dropped,
    int keptEmpty,
    Side source,
    Side target,
    Overlap inTraining) {

  /**
   * Tokens, distinct tokens (types) and sequence lengths of one side, without end-of-sequence.
   *
   * @param unknown tokens that the vocabulary does not have; 0 without one
   */
  public record Side(
      long tokens, long types, long unknown, int shortest, double mean, int longest) {}

  /** Counts one side. */
  private static final class SideCounter {
    private final IntSummaryStatistics lengths = new IntSummaryStatistics();
    private final Set<String> types = new HashSet<>();
    private final Optional<Vocabulary> vocabulary;
    private long unknown;

    SideCounter(Optional<Vocabulary> vocabulary) {
      this.vocabulary = vocabulary;
    }

    void add(List<String> tokens) {
      lengths.accept(tokens.size());
      types.addAll(tokens);
      unknown += vocabulary.map(v -> v.unknown(tokens)).orElse(0L);
    }

    Side side() {
      return new Side(
          lengths.getSum(),
          types.size(),
          unknown,
          lengths.getMin(),
          lengths.getAverage(),
          lengths.getMax());
    }
  }

  /** Statistics of a split with at least one example. */
  public static SplitSummary of(
      String name, SplitExamples split, Overlap inTraining, Optional<Vocabularies> vocabularies) {
    SideCounter source = new SideCounter(vocabularies.map(Vocabularies::source));
    SideCounter target = new SideCounter(vocabularies.map(Vocabularies::target));
    int keptEmpty = 0;
    for (Example example : split.examples()) { // once, as it may be a stream
      source.add(example.source());
      target.add(example.target());
      keptEmpty += hasEmptySide(example) ? 1 : 0;
    }
    return new SplitSummary(
        name,
        split.examples().size(),
        split.dropped(),
        keptEmpty,
        source.side(),
        target.side(),
        inTraining);
  }

  /** Statistics of training, validation and test. */
  public static List<SplitSummary> ofEach(TaskData data, Vocabularies vocabularies) {
    TrainingSet training = TrainingSet.of(data.train(), List.of(data.valid(), data.test()));
    return Arrays.stream(Split.values())
        .map(
            split ->
                of(
                    split.key(),
                    data.split(split),
                    split == Split.TRAIN
                        ? Overlap.NONE
                        : training.with(data.split(split).examples()),
                    Optional.of(vocabularies)))
        .toList();
  }

  /** Number of pairs of the text that are not used. */
  public int skipped() {
    return dropped.total();
  }

  /** Why pairs are not used, as {@link DroppedPairs#describe}. */
  public String reasons() {
    return dropped.describe();
  }

  private static boolean hasEmptySide(Example example) {
    return example.source().isEmpty() || example.target().isEmpty();
  }
}
