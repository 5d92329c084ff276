package io.seqlab.probe.core;

import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.text.Vocabulary;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random source-target pairs: ordinary tokens, uniform and independent, and end-of-sequence last.
 *
 * @param sourceVocabulary source vocabulary size, special tokens included
 * @param targetVocabulary target vocabulary size, special tokens included
 */
public record RandomPairs(int sourceVocabulary, int targetVocabulary, long seed) {

  /** A generator for the vocabularies and seed of a run. */
  public static RandomPairs of(ProbeContext context) {
    return new RandomPairs(
        context.vocabularies().source().size(),
        context.vocabularies().target().size(),
        context.seed());
  }

  /**
   * Pairs of equally long source and target.
   *
   * @param stream name of the random stream; the same name gives the same pairs
   * @param length tokens of each side, end-of-sequence included
   */
  public List<EncodedPair> generate(String stream, int length, int count) {
    SplittableRandom random =
        new SplittableRandom(RandomStream.seed(seed, "pairs-" + stream, length));
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new EncodedPair(
                    sequence(random, sourceVocabulary, length),
                    sequence(random, targetVocabulary, length)))
        .toList();
  }

  private static int[] sequence(SplittableRandom random, int vocabulary, int length) {
    int[] ids = random.ints(length, Vocabulary.EOS + 1, vocabulary).toArray();
    ids[length - 1] = Vocabulary.EOS;
    return ids;
  }
}
