package io.seqlab.probe.core;

import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.text.Vocabulary;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random sentences of one length: ordinary tokens, all equally likely, and the end of sequence.
 *
 * @param sourceVocabulary tokens of the source, the special ones included
 * @param targetVocabulary tokens of the target, the special ones included
 * @param seed that decides them
 */
public record RandomPairs(int sourceVocabulary, int targetVocabulary, long seed) {

  /** Sentences for a context. */
  public static RandomPairs of(ProbeContext context) {
    return new RandomPairs(
        context.vocabularies().source().size(),
        context.vocabularies().target().size(),
        context.seed());
  }

  /**
   * Pairs whose both sides are equally long.
   *
   * @param stream name of the random stream
   * @param length ids of each side, the end included
   */
  public List<EncodedPair> generate(String stream, int length, int count) {
    SplittableRandom random =
        new SplittableRandom(RandomStream.seed(seed, "pairs-" + stream, length));
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new EncodedPair(
                    sentence(random, sourceVocabulary, length),
                    sentence(random, targetVocabulary, length)))
        .toList();
  }

  private static int[] sentence(SplittableRandom random, int vocabulary, int length) {
    int[] ids = random.ints(length, Vocabulary.EOS + 1, vocabulary).toArray();
    ids[length - 1] = Vocabulary.EOS;
    return ids;
  }
}
