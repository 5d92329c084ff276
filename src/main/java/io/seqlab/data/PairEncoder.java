package io.seqlab.data;

import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.ExampleStream;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.text.SegmentationSampler;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Encodes training examples, whose segmentation may be drawn again in each epoch, as in
 * BPE-dropout. A segmentation depends only on seed, epoch, side and index of the example, so that a
 * resumed run has the same. One that is longer than the longest sequence without sampling is not
 * used: the example keeps its own.
 */
final class PairEncoder {
  private final Vocabularies vocabularies;
  private final Side source;
  private final Side target;

  /** The sampler of a side, if any, with its stream of random numbers and its longest sequence. */
  private record Side(Optional<SegmentationSampler> sampler, long seed, int longest) {
    List<String> sample(List<String> tokens, int index) {
      if (sampler.isEmpty()) {
        return tokens;
      }
      List<String> sampled = sampler.get().sample(tokens, RandomStream.of(seed, "example", index));
      return sampled.size() > longest ? tokens : sampled;
    }

    Side inEpoch(long epoch) {
      return new Side(sampler, RandomStream.seed(seed, "epoch", epoch), longest);
    }
  }

  private PairEncoder(Vocabularies vocabularies, Side source, Side target) {
    this.vocabularies = vocabularies;
    this.source = source;
    this.target = target;
  }

  /** For the training examples of a run with this seed. */
  PairEncoder(TaskData data, Vocabularies vocabularies, long seed) {
    this(
        vocabularies,
        new Side(
            data.sourceTokenizer().sampler(),
            RandomStream.seed(seed, "bpe_dropout.source", 0),
            longest(data.train(), Example::source, ExampleStream.Summary::longestSource)),
        new Side(
            data.targetTokenizer().sampler(),
            RandomStream.seed(seed, "bpe_dropout.target", 0),
            longest(data.train(), Example::target, ExampleStream.Summary::longestTarget)));
  }

  private static int longest(
      List<Example> examples,
      Function<Example, List<String>> tokens,
      Function<ExampleStream.Summary, Integer> known) {
    return examples instanceof ExampleStream stream
        ? known.apply(stream.summary())
        : examples.stream().mapToInt(e -> tokens.apply(e).size()).max().orElse(0);
  }

  /** Whether segmentations of a task are drawn. */
  static boolean samples(TaskData data) {
    return data.sourceTokenizer().sampler().isPresent()
        || data.targetTokenizer().sampler().isPresent();
  }

  /** The encoder of an epoch (from 0). */
  PairEncoder inEpoch(long epoch) {
    return new PairEncoder(vocabularies, source.inEpoch(epoch), target.inEpoch(epoch));
  }

  /** Encodes the example at an index (from 0) of the training set. */
  EncodedPair encode(Example example, int index) {
    return new EncodedPair(
        vocabularies.source().encode(source.sample(example.source(), index)),
        vocabularies.target().encode(target.sample(example.target(), index)));
  }
}
